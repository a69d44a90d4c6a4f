// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.repair.digest.Hashes;
import io.dsm.core.repair.digest.RangeDigest;
import io.dsm.core.types.crdt.CrdtState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The digest of CRDTs. To know what a state adds it must be encoded, so that is put off until
 * somebody asks. Engine only.
 */
final class CrdtDigest<S> {

  private final CrdtState<S> states;
  private final Map<String, Long> shares = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private final RangeDigest digest = new RangeDigest(key -> shares.getOrDefault(key, 0L));

  CrdtDigest(CrdtState<S> states) {
    this.states = states;
  }

  /** A CRDT has another state than before. */
  void touched(String key) {
    touched.add(key);
  }

  RangeDigest digest() {
    settle();
    return digest;
  }

  long share(String key) {
    settle();
    return shares.getOrDefault(key, 0L);
  }

  private void settle() {
    for (String key : touched) {
      long now = Hashes.of(key, states.definition().encode(states.at(key)));
      Long before = shares.put(key, now);
      if (before == null) {
        digest.added(key, now);
      } else {
        digest.replaced(key, before, now);
      }
    }
    touched.clear();
  }
}
