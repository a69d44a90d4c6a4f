// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.answers;
import static io.dsm.sim.mistake.Twist.body;
import static io.dsm.sim.mistake.Twist.doesNothing;
import static io.dsm.sim.mistake.Twist.number;
import static io.dsm.sim.mistake.Twist.without;

import java.util.List;

/** Mistakes of leases and of what voters keep on disk. */
final class LeaseMistakes {

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "the grantor waits for half a term only",
              "L2",
              Cut.in("core.types.lease.LeaseTiming", "exclusionNanos", number(101L, 50L))),
          Mistake.of(
              "tokens begin anew",
              "L1",
              Cut.in(
                  "core.types.lease.OwnedKeys", "mint", body(code -> code.lconst_1().lreturn()))),
          Mistake.of(
              "a token is believed without being compared",
              "L",
              Cut.in("core.types.lease.LeaseGrant", "isOf", answers(true))),
          Mistake.of(
              "the log is not synced",
              "L",
              Cut.in("raft.store.JournalStore", "sync", doesNothing())),
          Mistake.of(
              "the token of a key is forgotten when it is free",
              "L1",
              Cut.in("core.types.lease.TokenMarks", "idle", doesNothing())),
          Mistake.of(
              "a release frees nothing",
              "L5",
              Cut.in("core.types.lease.OwnedKeys", "free", doesNothing())),
          Mistake.of(
              "a new leader does not watch leases that were there",
              "L5",
              Cut.in("core.consensus.LeaseExpiry", "leads", without("LeaseState.forEach"))),
          Mistake.of(
              "an ownership that has ended begins again",
              "L",
              Cut.in("core.access.lease.EndedTokens", "hasEnded", answers(false)),
              Cut.in(
                  "core.access.lease.EndedTokens",
                  "abandoned",
                  body(code -> code.lconst_0().lreturn()))));

  private LeaseMistakes() {}
}
