// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.world;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.Durability;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;
import io.dsm.lease.LeaseMode;
import io.dsm.lease.LeaseSpec;
import io.dsm.lock.LockSpec;
import io.dsm.ref.RefSpec;
import io.dsm.register.RegisterSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The collections of every run. Few keys, so that operations meet. */
public final class Specs {

  public static final RegisterSpec<String> REGISTERS =
      RegisterSpec.of("sim", "sim", "registers", String.class).build();
  public static final CrdtSpec<PnCounter> COUNTERS =
      CrdtSpec.counters(new CollectionAddress("sim", "sim", "counters"))
          .withDurability(Durability.MEMORY);
  public static final CrdtSpec<AddWinsSet<String>> SETS =
      CrdtSpec.addWinsSets(new CollectionAddress("sim", "sim", "sets"), String.class)
          .withDurability(Durability.MEMORY);
  public static final RegisterSpec<String> DURABLE =
      RegisterSpec.of("sim", "sim", "durable", String.class).durability(Durability.LOCAL).build();
  public static final CrdtSpec<PnCounter> DURABLE_COUNTERS =
      CrdtSpec.counters(new CollectionAddress("sim", "sim", "durable-counters"))
          .withDurability(Durability.LOCAL);
  public static final LeaseSpec<String> RENEWED = leases("renewed", LeaseMode.AUTONOMOUS);
  public static final LeaseSpec<String> MANUAL = leases("manual", LeaseMode.MANUAL);

  public static final LockSpec LOCK =
      LockSpec.of("sim", "sim", "lock")
          .withTiming(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofMillis(200));

  /** The first is the declared lock itself. */
  public static final List<String> LOCK_NAMES = List.of("", "other");

  public static final List<String> REF_NAMES = keys("ref", 3);
  public static final List<String> DURABLE_KEYS = keys("d", 4);
  public static final String DURABLE_COUNTER = "dc";
  public static final List<String> REGISTER_KEYS = keys("r", 12);
  public static final List<String> COUNTER_KEYS = keys("c", 3);
  public static final List<String> SET_KEYS = keys("s", 3);
  public static final List<String> ELEMENTS = keys("e", 8);
  public static final List<String> LEASE_KEYS = keys("l", 3);

  private Specs() {}

  static void declare(DsmRuntime node) {
    node.register(REGISTERS);
    node.crdt(COUNTERS);
    node.crdt(SETS);
    node.register(DURABLE);
    node.crdt(DURABLE_COUNTERS);
    node.lease(RENEWED);
    node.lease(MANUAL);
    node.lock(LOCK);
    REF_NAMES.forEach(name -> node.ref(ref(name)));
  }

  static RefSpec<String> ref(String name) {
    return RefSpec.of("sim", "sim", name, String.class);
  }

  /** No grace, so that nothing but the bound of clock rates keeps two holders apart. */
  private static LeaseSpec<String> leases(String name, LeaseMode mode) {
    return LeaseSpec.<String>of("sim", "sim", name, String.class)
        .timing(Duration.ofSeconds(4), Duration.ofMillis(1_500), Duration.ZERO)
        .mode(mode)
        .build();
  }

  private static List<String> keys(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
