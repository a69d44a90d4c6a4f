// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.node;

import io.dsm.CollectionAddress;
import io.dsm.Durability;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;
import io.dsm.lease.LeaseSpec;
import io.dsm.ref.RefSpec;
import io.dsm.register.RegisterSpec;
import java.time.Duration;
import java.util.List;

/** What all nodes of the rig declare. */
final class FaultSpecs {

  static final String CLUSTER = "faults";
  static final List<String> REFS = List.of("ref-0", "ref-1", "ref-2", "ref-3");
  static final int LEASE_KEYS = 3;
  static final int REGISTER_KEYS = 40;

  static final RegisterSpec<Long> ROUTES =
      RegisterSpec.<Long>of("shared", CLUSTER, "routes", Long.class)
          .durability(Durability.LOCAL)
          .build();
  static final CrdtSpec<PnCounter> COUNTS =
      CrdtSpec.counters(new CollectionAddress("shared", CLUSTER, "counts"))
          .withDurability(Durability.LOCAL);

  /** Short, so that the faults of a run are long and short beside it. */
  static final LeaseSpec<String> SHORT = lease("short", 1_000);

  static final LeaseSpec<String> LONG = lease("long", 3_000);

  /** The product's default. */
  static final LeaseSpec<String> DEFAULT =
      LeaseSpec.<String>of("shared", CLUSTER, "default", String.class).build();

  /** The same, but the token alone protects. */
  static final LeaseSpec<String> FENCED =
      LeaseSpec.<String>of("shared", CLUSTER, "fenced", String.class).fencedOnly().build();

  private FaultSpecs() {}

  private static LeaseSpec<String> lease(String name, long termMillis) {
    Duration third = Duration.ofMillis(termMillis / 3);
    return LeaseSpec.<String>of("shared", CLUSTER, name, String.class)
        .timing(Duration.ofMillis(termMillis), third, Duration.ofMillis(500))
        .build();
  }

  static RefSpec<String> ref(String name) {
    return RefSpec.of("shared", CLUSTER, name, String.class);
  }
}
