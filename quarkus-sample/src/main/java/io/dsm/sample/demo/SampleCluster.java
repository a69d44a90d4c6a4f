// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes of the sample on free loopback ports, below one directory that is removed at the end. */
public final class SampleCluster implements AutoCloseable {

  private static final List<String> NAMES = List.of("amber", "birch", "cedar", "delta", "ember");

  private static final int PORT_MIN = 11_000;
  private static final int PORT_MAX = 26_000;
  private static final int FAILURE_PORT_OFFSET = 5_003;

  private final Path directory;
  private final List<NodeProcess> nodes;

  private SampleCluster(Path directory, List<NodeProcess> nodes) {
    this.directory = directory;
    this.nodes = nodes;
  }

  /** Prepares nodes without starting them. */
  public static SampleCluster prepare(Path jar, int size) {
    try {
      Path jarPath = jar.toAbsolutePath();
      Path parent = Files.createDirectories(jarPath.resolveSibling("../clusters").normalize());
      Path directory = Files.createTempDirectory(parent, "cluster-");
      List<Integer> ports = freePorts(size * 2);
      List<Integer> clusterPorts = ports.subList(size, size * 2);
      String seeds =
          clusterPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
      String voters = String.join(",", NAMES.subList(0, size));
      List<NodeProcess> nodes = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        String name = NAMES.get(i);
        Path home = Files.createDirectories(directory.resolve(name));
        nodes.add(
            new NodeProcess(
                new NodeProcess.Settings(
                    name, jarPath, home, ports.get(i), clusterPorts.get(i), seeds, voters)));
      }
      return new SampleCluster(directory, List.copyOf(nodes));
    } catch (IOException failure) {
      throw new UncheckedIOException("the cluster directory could not be made", failure);
    }
  }

  /**
   * Ports a node can bind again after a restart: below the range from which outgoing connections
   * take theirs. The port that failure detection adds ({@code port + 5003}) is kept free too.
   */
  private static List<Integer> freePorts(int count) {
    return new Random()
        .ints(PORT_MIN, PORT_MAX)
        .distinct()
        .filter(port -> isFree(port) && isFree(port + FAILURE_PORT_OFFSET))
        .limit(count)
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  public List<NodeProcess> nodes() {
    return nodes;
  }

  public NodeProcess node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new StoryFailed("no node is called " + name));
  }

  public List<NodeProcess> running() {
    return nodes.stream().filter(NodeProcess::isRunning).toList();
  }

  /** Starts all nodes at once and waits until each is ready. */
  public SampleCluster start() {
    nodes.forEach(NodeProcess::start);
    nodes.forEach(NodeProcess::awaitReady);
    return this;
  }

  /** Ends every process and removes the directory. */
  @Override
  public void close() {
    nodes.forEach(NodeProcess::kill);
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(SampleCluster::delete);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
