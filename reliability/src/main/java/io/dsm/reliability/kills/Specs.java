// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import io.dsm.CollectionAddress;
import io.dsm.Durability;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;
import io.dsm.lease.LeaseSpec;
import io.dsm.register.RegisterSpec;
import java.time.Duration;

/** What all nodes declare, and what their keys mean. */
final class Specs {

  static final String CLUSTER = "kills";

  /** Registers a node writes in turn. */
  static final int KEYS = 40;

  /** Every so manieth round over the registers removes them. */
  private static final int ROUNDS = 5;

  static final RegisterSpec<Long> ROUTES =
      RegisterSpec.<Long>of("shared", "kills", "routes", Long.class)
          .durability(Durability.LOCAL)
          .build();
  static final CrdtSpec<PnCounter> COUNTS =
      CrdtSpec.counters(new CollectionAddress("shared", "kills", "counts"))
          .withDurability(Durability.LOCAL);
  static final CrdtSpec<AddWinsSet<Long>> TAGS =
      CrdtSpec.addWinsSets(new CollectionAddress("shared", "kills", "tags"), Long.class)
          .withDurability(Durability.LOCAL);
  static final CrdtSpec<DotMarks.Marks> MARKS =
      CrdtSpec.defined(new CollectionAddress("shared", "kills", "marks"), new DotMarks())
          .withDurability(Durability.LOCAL);
  static final LeaseSpec<String> JOBS =
      LeaseSpec.<String>of("shared", "kills", "jobs", String.class)
          .timing(Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofMillis(100))
          .build();

  private Specs() {}

  /** The register that the n-th write of a node goes to. */
  static String key(String node, long n) {
    return node + "-" + n % KEYS;
  }

  /** Whether the n-th write of a node is a removal. */
  static boolean removes(long n) {
    return n / KEYS % ROUNDS == ROUNDS - 1;
  }
}
