// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.cluster.Voters;
import io.dsm.core.types.clock.HybridClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a node shall be, checked.
 *
 * @param self the node in its new life
 * @param stamps its hybrid clock, above all stamps of earlier lives
 * @param voters of the consensus tier; empty if lease collections are refused
 * @param owned what to let go of after the node has stopped, in that order
 */
public record NodePlan(
    String clusterId,
    String serviceId,
    Member self,
    HybridClock stamps,
    Membership membership,
    Optional<Voters> voters,
    boolean dynamicRegistration,
    Duration shutdownTimeout,
    Settings settings,
    List<AutoCloseable> owned) {}
