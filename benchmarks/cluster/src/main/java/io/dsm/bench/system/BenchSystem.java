// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.system;

import java.util.List;

/** One system under test. Found by {@link java.util.ServiceLoader} on the class path of its own. */
public interface BenchSystem {

  /** Unique, lower case, such as {@code infinispan}. */
  String name();

  /** Version and the settings that differ from its defaults, for people. */
  String settings();

  /** Starts one node. May return before the others are seen. */
  BenchNode start(Place place) throws Exception;

  /**
   * Where a node stands.
   *
   * @param index of this node, from 0
   * @param ports of all nodes on the loopback address; there are as many nodes as ports
   * @param directory of this node's own, kept through a restart of the node
   */
  record Place(int index, List<Integer> ports, java.nio.file.Path directory) {

    public Place {
      ports = List.copyOf(ports);
    }

    public int port() {
      return ports.get(index);
    }
  }
}
