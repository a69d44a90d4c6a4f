// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseLimits;
import io.dsm.core.types.lease.LeaseQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the voters once a second where this node stands in the lines it waits in, all keys together.
 * Turns do not need it: they are told. It finds what was lost on the way, and keeps the clock
 * reading young from which the next turn counts. Called under the lock of {@link LeaseNode}.
 */
final class Places {

  private static final long ASK_NANOS = 1_000_000_000;

  private final LeasePorts ports;
  private final LeaseNode node;
  private boolean planned;

  Places(LeasePorts ports, LeaseNode node) {
    this.ports = ports;
    this.node = node;
  }

  void watch() {
    if (!planned) {
      planned = true;
      ports.timers().after(ASK_NANOS, () -> node.locked(this::due));
    }
  }

  private void due() {
    planned = false;
    List<LeaseKey> keys = new ArrayList<>();
    node.turns().forEach(turns -> keys.addAll(turns.queuedKeys()));
    if (keys.isEmpty() || !node.isServing()) {
      return;
    }
    for (int from = 0; from < keys.size(); from += LeaseLimits.STANDINGS) {
      ask(keys.subList(from, Math.min(keys.size(), from + LeaseLimits.STANDINGS)));
    }
    watch();
  }

  void ask(List<LeaseKey> keys) {
    ClockReading asked = ClockReading.of(ports.clock());
    ports
        .gateway()
        .ask(new LeaseQuery.Standing(ports.self(), keys))
        .whenComplete(
            (answer, failure) ->
                node.locked(
                    () -> {
                      if (answer instanceof LeaseAnswer.Standings(var stands)) {
                        stands.forEach(stand -> stands(stand, asked));
                      }
                    }));
  }

  private void stands(LeaseAnswer.Stand stand, ClockReading asked) {
    node.turns(stand.key().collection()).ifPresent(turns -> turns.stands(stand, asked));
  }
}
