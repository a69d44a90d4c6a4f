// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Operation;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks through all CRDTs again and again, a few at each tick, and makes what is left of lives that
 * are over short. Nothing is sent: every replica does the same by itself.
 */
final class Retirement {

  private static final int KEYS_MAX = 1_000;
  private static final int REST_TICKS = 60;

  private final EngineState state;
  private Iterator<Replica> replicas = List.<Replica>of().iterator();
  private Replica.@Nullable Crdts<?> present;
  private Iterator<String> keys = List.<String>of().iterator();
  private int rest;

  Retirement(EngineState state) {
    this.state = state;
  }

  void tick(Moment now, Effects out) {
    if (rest > 0) {
      rest--;
      return;
    }
    Predicate<Member> over = life -> state.isOver(life, now);
    for (int i = 0; i < KEYS_MAX; i++) {
      if (!advance()) {
        rest = REST_TICKS;
        replicas = state.replicas.values().iterator();
        return;
      }
      Replica.Crdts<?> replica = present;
      if (replica != null) {
        Operation after = replica.retire(keys.next(), over);
        if (after != null) {
          state.persistence.persist(replica, after, out);
        }
      }
    }
  }

  /** Whether there is a next key. */
  private boolean advance() {
    while (!keys.hasNext()) {
      if (!replicas.hasNext()) {
        return false;
      }
      if (replicas.next() instanceof Replica.Crdts<?> crdts) {
        present = crdts;
        keys = crdts.state().keys().iterator();
      }
    }
    return true;
  }
}
