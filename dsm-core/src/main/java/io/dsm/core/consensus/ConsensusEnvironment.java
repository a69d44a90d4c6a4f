// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.cluster.Voters;
import io.dsm.core.journal.JournalHome;
import io.dsm.spi.journal.Journal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What the consensus tier of one node needs from the node.
 *
 * @param self this node in this life
 * @param voters who votes
 * @param journals opens the journal of the log and the small one that remembers the choice of
 *     voters, by name
 * @param logPorts clock, timers, randomness, and a serial executor for the log
 * @param callbacks serial executor on which stages complete and listeners run
 * @param view the members this node sees, a hint where to send
 * @param sender sends a consensus message to a member, best effort, never blocking
 * @param callTimeout bound of one call of an application
 */
public record ConsensusEnvironment(
    Member self,
    Voters voters,
    JournalFactory journals,
    ReplicatedLogSettings.Ports logPorts,
    ReplicatedLogSettings.Timing logTiming,
    Executor callbacks,
    Supplier<ClusterView> view,
    BiConsumer<Member, byte[]> sender,
    Duration callTimeout) {

  /** Opens journals of this node by name. */
  @FunctionalInterface
  public interface JournalFactory {
    Journal open(String name);

    /** The place of the content journal of the eventual tier; empty if nothing is to be kept. */
    default Optional<JournalHome> content() {
      return Optional.empty();
    }
  }
}
