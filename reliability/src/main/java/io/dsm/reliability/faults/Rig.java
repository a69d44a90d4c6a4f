// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The nodes as processes on hosts of their own, and everything that can be done to them. Used from
 * one thread; what nodes say is heard on threads of its own.
 */
final class Rig implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 90;
  private static final int PORT = 7_800;
  private static final long DAY_SECONDS = 86_400;

  private final Path directory;
  private final Network network;
  private final ClockShift clocks;
  private final boolean clocksShift;
  private final boolean clocksDiffer;
  private final Random random;
  private final List<Node> nodes = new ArrayList<>();

  /** Hears what a node says. */
  interface Ears {
    void hear(Node node, String[] words);
  }

  /** A host and who runs on it. */
  static final class Node {
    private final int index;
    private final String name;
    private volatile int lives;
    private volatile NodeProcess process;

    private Node(int index, NodeProcess process) {
      this.index = index;
      this.name = "n" + (index + 1);
      this.process = process;
    }

    int index() {
      return index;
    }

    String name() {
      return name;
    }

    /** Names this node in this life. */
    String life() {
      return name + "." + lives;
    }

    NodeProcess process() {
      return process;
    }

    boolean isReady() {
      return process.isReady();
    }
  }

  private final Ears ears;
  private final LongSupplier firstWrite;

  /**
   * @param firstWrite the number with which the writes of a node begin when it starts
   */
  Rig(Path directory, int size, long seed, Ears ears, LongSupplier firstWrite)
      throws IOException, InterruptedException {
    this.directory = directory;
    this.ears = ears;
    this.firstWrite = firstWrite;
    this.random = new Random(seed);
    this.network = new Network(size);
    Files.createDirectories(directory);
    this.clocks = ClockShift.in(directory);
    this.clocksShift = clocks.works();
    this.clocksDiffer = Commands.works("unshare", "--time", "--monotonic", "5", "true");
  }

  boolean clocksShift() {
    return clocksShift;
  }

  boolean clocksDiffer() {
    return clocksDiffer;
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Starts all nodes and returns when they serve. */
  void open(int size) throws IOException, InterruptedException {
    network.open();
    for (int i = 0; i < size; i++) {
      Node[] itself = new Node[1];
      NodeProcess process = start(i, "n" + (i + 1), words -> hear(itself, words));
      synchronized (itself) {
        itself[0] = new Node(i, process);
        itself.notifyAll();
      }
      nodes.add(itself[0]);
    }
    for (Node node : nodes) {
      awaitReady(node);
    }
  }

  private void hear(Node[] itself, String[] words) {
    synchronized (itself) {
      while (itself[0] == null) {
        try {
          itself.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
    ears.hear(itself[0], words);
  }

  private NodeProcess start(int index, String name, java.util.function.Consumer<String[]> listener)
      throws IOException {
    long ahead = clocksDiffer ? DAY_SECONDS * random.nextInt(1, 1_000) : 0;
    return new NodeProcess(
        new NodeProcess.Start(
            network.on(index),
            clocksShift ? clocks.environment(name) : Map.of(),
            ahead,
            List.of(
                name,
                String.join(",", network.addresses()),
                String.valueOf(PORT),
                directory.resolve(name).toString(),
                String.valueOf(firstWrite.getAsLong() + 1)),
            directory.resolve(name + ".log")),
        listener);
  }

  void awaitReady(Node node) throws InterruptedException {
    if (!node.process().awaitReady(PATIENCE_SECONDS)) {
      throw new IllegalStateException(
          "node " + node.name() + " did not start; see " + directory.resolve(node.name() + ".log"));
    }
  }

  void kill(Node node) throws InterruptedException {
    node.process().kill();
  }

  /** Starts a killed node again; does not wait for it. */
  void restart(Node node) throws IOException {
    node.lives++;
    node.process = start(node.index(), node.name(), words -> ears.hear(node, words));
  }

  void cutOnly(Set<Network.Link> links) throws InterruptedException {
    network.cutOnly(links);
  }

  void shiftClock(Node node, Duration ahead) throws IOException {
    clocks.shift(node.name(), ahead);
  }

  @Override
  public void close() throws InterruptedException {
    for (Node node : nodes) {
      node.process().kill();
    }
    network.close();
  }
}
