// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.core.repair.digest.Hashes;
import io.dsm.core.replication.Tag;
import io.dsm.core.types.crdt.causal.CausalState;
import io.dsm.crdt.Dot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares what replicas hold, beyond what they know to have received. */
final class Contents {

  private final EngineState state;

  Contents(EngineState state) {
    this.state = state;
  }

  /** One number for the content of all collections. */
  long root() {
    long root = 0;
    for (Replica replica : state.replicas.values()) {
      long name =
          ((long) replica.address().toString().hashCode() << 32) ^ replica.tag().fingerprint();
      root += Hashes.mixed(Hashes.mixed(name) ^ replica.digest().root());
    }
    return root;
  }

  /** The dots that a CRDT of dots holds now; none for other kinds. */
  Set<Dot> dots(CollectionAddress collection, String key) {
    Set<Dot> dots = new HashSet<>();
    if (state.replicas.get(collection) instanceof Replica.Crdts<?> crdts
        && crdts.state().at(key) instanceof CausalState<?> causal) {
      causal.store().forEachDot(dots::add);
    }
    return dots;
  }

  /** One number per collection. */
  Map<Tag, Long> each() {
    Map<Tag, Long> each = new HashMap<>();
    state.replicas.values().forEach(replica -> each.put(replica.tag(), replica.digest().root()));
    return each;
  }
}
