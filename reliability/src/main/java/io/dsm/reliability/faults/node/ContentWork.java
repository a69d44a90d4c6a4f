// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.node;

import io.dsm.DsmException;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.register.RegisterCollection;
import java.util.List;

/** Writes registers of its own in turn, and counts; all of it durable before it is said. */
final class ContentWork extends Work {

  static final String SHARED = "all";

  private final String name;
  private final RegisterCollection<Long> routes;
  private final CrdtCollection<PnCounter> counts;
  private long next;

  ContentWork(
      String name, RegisterCollection<Long> routes, CrdtCollection<PnCounter> counts, long next) {
    this.name = name;
    this.routes = routes;
    this.counts = counts;
    this.next = next;
  }

  @Override
  void once() throws InterruptedException {
    String key = name + "-" + next % FaultSpecs.REGISTER_KEYS;
    String counter = next % 2 == 0 ? name : SHARED;
    try {
      Speech.say("put? " + key + " " + next);
      routes.put(key, next);
      Speech.say("put! " + key + " " + next);
      Speech.say("add? " + counter);
      counts.at(counter).add(1);
      Speech.say("add! " + counter);
    } catch (DsmException.Unavailable e) {
      pause(20);
    }
    next++;
    pause(4);
  }

  /** Says everything there is here. */
  static void tell(
      RegisterCollection<Long> routes, CrdtCollection<PnCounter> counts, List<String> nodes) {
    for (String node : nodes) {
      for (int i = 0; i < FaultSpecs.REGISTER_KEYS; i++) {
        String key = node + "-" + i;
        routes.get(key).ifPresent(value -> Speech.say("register " + key + " " + value));
      }
      Speech.say("counter " + node + " " + counts.at(node).value());
    }
    Speech.say("counter " + SHARED + " " + counts.at(SHARED).value());
  }
}
