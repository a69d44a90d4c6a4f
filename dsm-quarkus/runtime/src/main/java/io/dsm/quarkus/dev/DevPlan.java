// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.dev;

import io.dsm.cluster.NodeId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * The cluster of dev mode.
 *
 * @param ports of all its members on the loopback interface, the application's first; empty if the
 *     application is alone
 * @param directory where the members keep what is durable
 */
public record DevPlan(List<Integer> ports, String directory) {

  /** Its members are called so, with a number from 1. */
  public static final String PREFIX = "dev-";

  public DevPlan {
    ports = List.copyOf(ports);
  }

  /** How many members are started beside the application. */
  int extra() {
    return Math.max(0, ports.size() - 1);
  }

  NodeId node(int index) {
    return NodeId.of(PREFIX + (index + 1));
  }

  Path directory(int index) {
    return Path.of(directory, PREFIX + (index + 1));
  }

  List<InetSocketAddress> seeds() {
    return ports.stream().map(port -> new InetSocketAddress("127.0.0.1", port)).toList();
  }
}
