// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.repair.digest.Hashes;
import io.dsm.core.replication.Tag;
import java.util.HashMap;
import java.util.Map;

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

  /** One number per collection. */
  Map<Tag, Long> each() {
    Map<Tag, Long> each = new HashMap<>();
    state.replicas.values().forEach(replica -> each.put(replica.tag(), replica.digest().root()));
    return each;
  }
}
