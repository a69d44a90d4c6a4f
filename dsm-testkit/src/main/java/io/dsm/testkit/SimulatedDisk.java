// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ConsensusEnvironment.JournalFactory;
import io.dsm.core.journal.JournalHome;
import io.dsm.core.journal.JournalIdentity;
import io.dsm.core.journal.MemoryJournal;
import io.dsm.core.types.clock.HybridClock;
import io.dsm.spi.journal.Journal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one machine keeps when its process ends: journals, the number of lives, the stamp ceiling.
 */
final class SimulatedDisk {

  /** Lower bits of the number of a life that are not time, as the runtime has it. */
  private static final int SERIAL_BITS = 12;

  private final NodeId node;
  private final VirtualTime time;
  private final Sabotage sabotage;
  private final SimulatedStorage.Faulty faults = new SimulatedStorage.Faulty();
  private final Map<String, MemoryJournal> journals = new TreeMap<>();
  private SimulatedStorage content;
  private HybridClock.Floor floor = HybridClock.Floor.NONE;
  private long life;

  SimulatedDisk(NodeId node, VirtualTime time, Sabotage sabotage) {
    this.node = node;
    this.time = time;
    this.sabotage = sabotage;
    this.content = new SimulatedStorage(node + "/content", time, faults);
  }

  /** The journals of one life. */
  JournalFactory journals() {
    return new JournalFactory() {
      @Override
      public Journal open(String name) {
        MemoryJournal journal =
            journals.compute(
                name, (it, old) -> old == null ? MemoryJournal.retaining() : reopened(old));
        return sabotage.journal(node, name, journal);
      }

      @Override
      public Optional<JournalHome> content() {
        return Optional.of(
            new SimulatedHome(content, new JournalIdentity("simulated", node.value(), "content")));
      }
    };
  }

  /** A voter that left lets go of its log and may come back to it in the same life. */
  private static MemoryJournal reopened(MemoryJournal found) {
    return found.isClosed() ? found.restart(false) : found;
  }

  /** What goes wrong with the content journal from now on. */
  SimulatedStorage.Faulty faults() {
    return faults;
  }

  /** The process is over; what nobody had synced may be gone. */
  void unmount(boolean powerLost) {
    journals.replaceAll((name, journal) -> journal.restart(powerLost));
    content = content.remount(powerLost);
  }

  /** Somebody puts in an empty one. */
  void replace() {
    journals.clear();
    content = new SimulatedStorage(node + "/content", time, faults);
    floor = HybridClock.Floor.NONE;
    life = 0;
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
