// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.DsmRuntime;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The checked settings of a node.
 *
 * @param callbackThreads {@code own} or the JNDI name of an executor of the container; empty for
 *     the usual one if there is one
 * @param others settings without a method of the builder, without their prefix
 */
public record NodePlan(
    String clusterId,
    String serviceId,
    Optional<NodeId> nodeId,
    Optional<Path> dataDirectory,
    Membership membership,
    Optional<Voters> voters,
    Optional<Duration> shutdownTimeout,
    boolean dynamicRegistration,
    Optional<String> callbackThreads,
    Map<String, String> others) {

  public NodePlan {
    others = Map.copyOf(others);
  }

  /** Hands everything to a builder. */
  public DsmRuntime.Builder configure(DsmRuntime.Builder builder) {
    builder
        .clusterId(clusterId)
        .serviceId(serviceId)
        .membership(membership)
        .dynamicRegistration(dynamicRegistration);
    nodeId.ifPresent(builder::nodeId);
    dataDirectory.ifPresent(builder::dataDirectory);
    voters.ifPresent(builder::voters);
    shutdownTimeout.ifPresent(builder::shutdownTimeout);
    others.forEach(builder::setting);
    return builder;
  }
}
