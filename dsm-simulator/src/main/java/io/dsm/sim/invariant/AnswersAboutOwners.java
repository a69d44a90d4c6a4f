// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.cluster.Member;
import io.dsm.lease.VerifyResult;
import io.dsm.sim.invariant.Ownerships.Ownership;
import io.dsm.sim.oracle.Verdict;
import java.util.Optional;

/**
 * S1 for leases and locks: whoever asks for the owner is told what was true at some moment between
 * question and answer. Checked against what owners knew: an owner who began before the question is
 * never overlooked, one who still may act is never said to be gone, and no answer names an older
 * owner beside it. Not checked: owners who never learned that they were ones.
 */
final class AnswersAboutOwners {

  private final Ownerships ownerships;
  private final Verdict verdict;

  AnswersAboutOwners(Ownerships ownerships, Verdict verdict) {
    this.ownerships = ownerships;
    this.verdict = verdict;
  }

  /** Somebody asked for the owner at a moment and is told now. */
  void owned(String name, long askedNanos, Member owner, long token) {
    String answer = name + " was said to be owned by " + owner + " under " + token;
    ownerships
        .of(name, token)
        .ifPresent(
            known ->
                verdict.check(known.owner().equals(owner), "S1", answer + ", but is " + known));
    for (Ownership known : ownerships.of(name)) {
      if (known.token() > token) {
        verdict.check(
            known.begunNanos() >= askedNanos, "S1", answer + " though " + known + " had begun");
      } else if (known.token() < token) {
        verdict.check(!known.isValid(), "S1", answer + " while " + known + " may act");
      }
    }
  }

  /** The same; nobody owned it. */
  void free(String name, long askedNanos) {
    standing(name, askedNanos)
        .ifPresent(known -> verdict.violated("S1", name + " was said to be free, but is " + known));
  }

  /** Somebody asked at a moment whether a token is the newest one. */
  void verified(String name, long askedNanos, long token, VerifyResult result) {
    switch (result) {
      case VerifyResult.Current() -> {
        for (Ownership known : ownerships.of(name)) {
          verdict.check(
              known.token() <= token || known.begunNanos() >= askedNanos,
              "S1",
              name + "@" + token + " was said to be current though " + known + " had begun");
        }
      }
      case VerifyResult.Stale(var newest) -> {
        stands(name, askedNanos, token, "stale");
        verdict.check(newest.value() > token, "S1", token + " is said to be older than " + newest);
      }
      case VerifyResult.Ended() -> stands(name, askedNanos, token, "ended");
      case VerifyResult.Unknown() ->
          verdict.check(
              ownerships.of(name, token).isEmpty(),
              "S1",
              name + "@" + token + " was given, but nobody knows it");
    }
  }

  /** Somebody asked at a moment about an ownership, and is told that there is none. */
  void notOwned(String name, long askedNanos, long token) {
    stands(name, askedNanos, token, "not held");
  }

  private void stands(String name, long askedNanos, long token, String said) {
    standing(name, askedNanos)
        .filter(known -> known.token() == token)
        .ifPresent(known -> verdict.violated("S1", known + " may act, but was said to be " + said));
  }

  /** Who owned it all the time since that moment. */
  private Optional<Ownership> standing(String name, long sinceNanos) {
    return ownerships.of(name).stream()
        .filter(known -> known.begunNanos() < sinceNanos && known.isValid())
        .findFirst();
  }
}
