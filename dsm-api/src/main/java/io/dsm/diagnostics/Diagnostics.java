// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.diagnostics;

import io.dsm.DsmRuntime.LifecycleState;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of one node.
 *
 * @param clusterId the cluster it belongs to
 * @param serviceId the service it is an instance of
 * @param self the node in its current life
 * @param state where it is in its life
 * @param clusterView the members it sees
 * @param totalEntries present entries in all local collections
 * @param collections eventual collections, by address
 * @param leaseCollections lease collections, by address
 * @param consensus state of the consensus tier; empty if no consensus type is declared
 * @param replication state of the exchange with peers
 * @param durability state of the journal of the eventual tier
 * @param queues what waits, and what was turned away
 */
public record Diagnostics(
    String clusterId,
    String serviceId,
    Member self,
    LifecycleState state,
    ClusterView clusterView,
    long totalEntries,
    List<CollectionDiagnostics> collections,
    List<LeaseDiagnostics> leaseCollections,
    Optional<ConsensusDiagnostics> consensus,
    ReplicationDiagnostics replication,
    DurabilityDiagnostics durability,
    QueueDiagnostics queues) {}
