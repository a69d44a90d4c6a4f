// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import static io.dsm.sim.mistake.Twist.body;
import static io.dsm.sim.mistake.Twist.doesNothing;
import static io.dsm.sim.mistake.Twist.number;

import java.lang.constant.ClassDesc;
import java.util.List;

/** Mistakes of leases and of what voters keep on disk. */
final class LeaseMistakes {

  private static final ClassDesc HELD_LEASE = ClassDesc.of("io.dsm.core.access.lease.HeldLease");
  private static final ClassDesc READING = ClassDesc.of("io.dsm.core.access.lease.ClockReading");
  private static final ClassDesc CLOCK = ClassDesc.of("io.dsm.spi.time.Clock");

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "the grantor waits for half a term only",
              "L2",
              Cut.in("core.types.lease.LeaseTiming", "exclusionNanos", number(101L, 50L))),
          Mistake.of(
              "tokens begin anew",
              "L1",
              Cut.in(
                  "core.types.lease.OwnedKeys", "mint", body(code -> code.lconst_1().lreturn()))),
          Mistake.of(
              "the log is not synced",
              "L",
              Cut.in("raft.store.JournalStore", "sync", doesNothing())));

  private LeaseMistakes() {}
}
