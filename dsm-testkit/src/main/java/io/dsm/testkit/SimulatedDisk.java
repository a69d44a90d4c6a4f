// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.cluster.NodeId;
import io.dsm.core.journal.MemoryJournal;
import io.dsm.core.types.clock.HybridClock;
import io.dsm.spi.journal.Journal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one machine keeps when its process ends: journals, the number of lives, the stamp ceiling.
 */
final class SimulatedDisk {

  /** Lower bits of the number of a life that are not time, as the runtime has it. */
  private static final int SERIAL_BITS = 12;

  private final NodeId node;
  private final Sabotage sabotage;
  private final Map<String, MemoryJournal> journals = new TreeMap<>();
  private HybridClock.Floor floor = HybridClock.Floor.NONE;
  private long life;

  SimulatedDisk(NodeId node, Sabotage sabotage) {
    this.node = node;
    this.sabotage = sabotage;
  }

  Journal open(String name) {
    MemoryJournal journal = journals.computeIfAbsent(name, it -> MemoryJournal.retaining());
    return sabotage.journal(node, name, journal);
  }

  /** The process is over; what nobody had synced may be gone. */
  void unmount(boolean powerLost) {
    journals.replaceAll((name, journal) -> journal.restart(powerLost));
  }

  /** The number of a new life, greater than all before. */
  long beginLife(long wallMillis) {
    if (life == 0 || sabotage.countsLives(node)) {
      life = Math.max(life + 1, wallMillis << SERIAL_BITS);
    }
    return life;
  }

  HybridClock.Floor floor() {
    return sabotage.remembersStamps(node) ? floor : HybridClock.Floor.NONE;
  }

  void reserve(int epoch, long physicalMillis) {
    floor = new HybridClock.Floor(epoch, physicalMillis);
  }
}
