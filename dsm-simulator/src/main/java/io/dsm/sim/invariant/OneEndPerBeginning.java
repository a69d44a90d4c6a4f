// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.cluster.Member;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseEvent;
import io.dsm.sim.oracle.Verdict;
import io.dsm.sim.world.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * L7: every beginning of an ownership has exactly one end, told to the same listener. Checked while
 * a node lives; what is still open when all is quiet must be held. Not checked: ends told while a
 * node leaves.
 */
final class OneEndPerBeginning {

  private record Ownership(Member life, String name, String token) {}

  private final Verdict verdict;
  private final Set<Ownership> begun = new HashSet<>();
  private final Set<Ownership> open = new HashSet<>();

  OneEndPerBeginning(Verdict verdict) {
    this.verdict = verdict;
  }

  /** Takes note of an event; returns it in words. */
  String saw(Site site, String collection, LeaseEvent<String> event) {
    return switch (event) {
      case LeaseEvent.Acquired<String>(var lease) -> {
        // toString() of a lease is key@token, also when it is not valid any more.
        String text = lease.toString();
        String token = text.substring(text.lastIndexOf('@') + 1);
        Ownership begins = new Ownership(site.member(), collection + "/" + lease.key(), token);
        verdict.check(begun.add(begins), "L7", begins + " began twice");
        open.add(begins);
        yield "begins " + begins;
      }
      case LeaseEvent.Released<String>(var key, var token) ->
          "released " + end(new Ownership(site.member(), collection + "/" + key, token.toString()));
      case LeaseEvent.Lost<String>(var key, var token, var reason) ->
          "lost " + end(new Ownership(site.member(), collection + "/" + key, token.toString()));
    };
  }

  private Ownership end(Ownership ended) {
    verdict.check(open.remove(ended), "L7", ended + " ended twice, or never began");
    return ended;
  }

  void judge(List<Site> sites) {
    for (Site site : sites) {
      for (Ownership ownership : open) {
        if (ownership.life().equals(site.member())) {
          verdict.check(isHeld(site, ownership), "L7", ownership + " is over without an end");
        }
      }
    }
  }

  private static boolean isHeld(Site site, Ownership ownership) {
    String[] name = ownership.name().split("/", 2);
    var leases = name[0].equals("manual") ? site.manual() : site.renewed();
    return leases
        .held(name[1])
        .flatMap(Lease::token)
        .filter(token -> token.toString().equals(ownership.token()))
        .isPresent();
  }
}
