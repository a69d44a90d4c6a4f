// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches a simulated cluster and notes everything that must never happen. */
@SuppressWarnings("ReferenceEquality") // a lease is itself and no other
final class LeaseInvariants {

  final List<String> violations = new ArrayList<>();
  final Map<String, Set<String>> open = new HashMap<>();
  private final SimulatedCluster cluster;
  private final List<String> keys;
  private final Map<String, Lease<String>> lastHolder = new HashMap<>();
  private final Map<String, Long> greatest = new HashMap<>();
  int begun;

  LeaseInvariants(SimulatedCluster cluster, List<String> keys) {
    this.cluster = cluster;
    this.keys = keys;
  }

  void watch(SimulatedCluster.SimulatedNode node) {
    String life = node.life().member().toString();
    open.put(life, new HashSet<>());
    var _ = node.leases().listen(event -> event(life, event));
  }

  private void event(String life, LeaseEvent<String> event) {
    switch (event) {
      case LeaseEvent.Acquired<String>(var lease) -> {
        begun++;
        // The token of the lease object, which may have ended since.
        if (!open.get(life).add(lease.toString())) {
          violations.add(life + " began twice: " + lease);
        }
      }
      case LeaseEvent.Released<String>(var key, var token) -> end(life, key, token);
      case LeaseEvent.Lost<String>(var key, var token, var reason) -> end(life, key, token);
    }
  }

  private void end(String life, String key, FencingToken token) {
    if (!open.get(life).remove(SimulatedCluster.SPEC.address() + "/" + key + "@" + token)) {
      violations.add(life + " ended without a beginning: " + key + "@" + token);
    }
  }

  /** Looks at all nodes at this very moment, paused ones included. */
  void check() {
    for (String key : keys) {
      List<Lease<String>> valid = new ArrayList<>();
      for (SimulatedCluster.SimulatedNode node : cluster.nodes.values()) {
        node.leases().held(key).ifPresent(valid::add);
      }
      if (valid.size() > 1) {
        violations.add("two holders at " + cluster.time.nowNanos() + ": " + valid);
      }
      valid.forEach(lease -> checkToken(key, lease));
    }
  }

  private void checkToken(String key, Lease<String> lease) {
    if (lastHolder.get(key) == lease) {
      return;
    }
    lastHolder.put(key, lease);
    Optional<FencingToken> token = lease.token();
    long value = token.map(FencingToken::value).orElse(0L);
    if (value <= greatest.getOrDefault(key, 0L)) {
      violations.add(lease + " does not rise above " + greatest.get(key));
    }
    greatest.put(key, value);
  }
}
