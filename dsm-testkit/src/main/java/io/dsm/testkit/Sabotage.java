// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLogProvider;
import io.dsm.spi.journal.Journal;
import java.util.Optional;

/**
 * Breaks, on purpose, a promise that nodes rely on, to show that a test would notice. By default
 * nothing is broken. Called on the one thread of the simulation.
 */
public interface Sabotage {

  /** Breaks nothing. */
  Sabotage NONE = new Sabotage() {};

  /** The journal a node gets in place of a sound one. */
  default Journal journal(NodeId node, String name, Journal sound) {
    return sound;
  }

  /** The frame that travels in place of the one sent; empty if it vanishes. */
  default Optional<byte[]> frame(Member from, Member to, byte[] sent) {
    return Optional.of(sent);
  }

  /** The replicated log in place of a sound one. */
  default ReplicatedLogProvider log(ReplicatedLogProvider sound) {
    return sound;
  }

  /** Whether a restarted node remembers how far its stamps had gone. */
  default boolean remembersStamps(NodeId node) {
    return true;
  }

  /** Whether a restarted node begins a life with a new number. */
  default boolean countsLives(NodeId node) {
    return true;
  }
}
