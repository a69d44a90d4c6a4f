// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ConsensusEnvironment.JournalFactory;
import io.dsm.core.journal.FileJournal;
import io.dsm.core.journal.JournalHome;
import io.dsm.core.journal.JournalIdentity;
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
  private final SimulatedStorage.Faulty logFaults = new SimulatedStorage.Faulty();
  private final Map<String, SimulatedStorage> logs = new TreeMap<>();
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
        SimulatedStorage log =
            logs.computeIfAbsent(
                name, it -> new SimulatedStorage(node + "/" + name, time, logFaults));
        JournalIdentity identity = new JournalIdentity("simulated", node.value(), name);
        Journal journal = FileJournal.open(log, identity, SimulatedHome.SETTINGS, Runnable::run);
        return sabotage.journal(node, name, journal);
      }

      @Override
      public Optional<JournalHome> content() {
        return Optional.of(
            new SimulatedHome(content, new JournalIdentity("simulated", node.value(), "content")));
      }
    };
  }

  /** What goes wrong with the content journal from now on. */
  SimulatedStorage.Faulty faults() {
    return faults;
  }

  /** What goes wrong with what voters keep from now on. */
  SimulatedStorage.Faulty logFaults() {
    return logFaults;
  }

  /**
   * Changes some byte of what this voter keeps; done twice, all is well.
   *
   * @return the name of the file; empty if it keeps nothing worth it
   */
  Optional<String> flip(long place) {
    return Optional.ofNullable(logs.get("consensus")).flatMap(log -> log.flip(place));
  }

  /** Whether the voter of this life has opened that file. */
  boolean hasRead(String file) {
    return Optional.ofNullable(logs.get("consensus")).filter(log -> log.hasRead(file)).isPresent();
  }

  /** Everything of another disk, and nothing of its own. */
  void copyOf(SimulatedDisk other) {
    logs.clear();
    other.logs.forEach((name, log) -> logs.put(name, log.copy(node + "/" + name, logFaults)));
    content = other.content.copy(node + "/content", faults);
    floor = other.floor;
    life = other.life;
  }

  /** The same as it is now, in no machine. */
  SimulatedDisk copy() {
    SimulatedDisk copy = new SimulatedDisk(node, time, sabotage);
    copy.copyOf(this);
    return copy;
  }

  /** The process is over; what nobody had synced may be gone. */
  void unmount(boolean powerLost) {
    logs.replaceAll((name, log) -> log.remount(powerLost));
    content = content.remount(powerLost);
  }

  /** Somebody puts in an empty one. */
  void replace() {
    logs.clear();
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
