// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.core.consensus.ConsensusEnvironment.JournalFactory;
import io.dsm.core.consensus.ReplicatedLogProvider;
import io.dsm.spi.probe.Probe;
import io.dsm.spi.random.RandomSource;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import io.dsm.spi.transport.Connection;
import java.util.Optional;

/**
 * Everything a node gets from outside. With simulated ports a whole node runs on one thread, under
 * virtual time, the same way each time.
 *
 * @param connection network and membership, not yet open; closed by the node
 * @param journals opens journals of the consensus tier by name, for {@code executor} see {@link
 *     Threads}; the tier closes them
 * @param log makes the replicated log; empty if none is on the class path
 */
public record Ports(
    Clock clock,
    Timers timers,
    RandomSource random,
    Threads threads,
    Connection connection,
    JournalFactory journals,
    Optional<ReplicatedLogProvider> log,
    Probe probe) {}
