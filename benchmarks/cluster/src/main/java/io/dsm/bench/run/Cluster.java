// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Three nodes of one system, in one process or one each. Used by one thread. */
final class Cluster implements AutoCloseable {

  static final int NODES = 3;

  /** All ports are below those that systems hand out by themselves. */
  private static final int PORT_MIN = 20_000;

  private static final int PORT_MAX = 32_000;
  private static final long HEAD_START_NANOS = 20_000_000;

  private final Known system;
  private final String classPath;
  private final Path directory;
  private final boolean processEach;
  private final List<Integer> ports = freePorts();
  private final List<ChildProcess> processes = new ArrayList<>();
  private String settings = "";
  private double startMillis;
  private long added;
  private long runs;
  private boolean spoiled;

  private Cluster(Known system, String classPath, Path directory, boolean processEach) {
    this.system = system;
    this.classPath = classPath;
    this.directory = directory;
    this.processEach = processEach;
  }

  /** Starts the processes and their nodes; waits until each node sees three. */
  static Cluster start(Known system, String classPath, Path directory, boolean processEach)
      throws IOException, Failed, Failed.NotOffered {
    Cluster cluster = new Cluster(system, classPath, directory, processEach);
    long begin = System.nanoTime();
    try {
      for (int i = 0; i < (processEach ? NODES : 1); i++) {
        cluster.processes.add(cluster.newProcess());
      }
      // The first alone, then the rest together: the friendliest order for every system.
      for (int i = 0; i < NODES; i++) {
        cluster.send(i, Map.of("do", "start", "index", i));
        if (i == 0 || !processEach) {
          cluster.answer(i);
        }
      }
      for (int i = 1; processEach && i < NODES; i++) {
        cluster.answer(i);
      }
      cluster.awaitMembers();
      cluster.startMillis = (System.nanoTime() - begin) / 1e6;
      return cluster;
    } catch (IOException | Failed | Failed.NotOffered | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  Known system() {
    return system;
  }

  /** What the system said about its settings. */
  String settings() {
    return settings;
  }

  /** From the start of the first process until every node was ready and saw all others. */
  double startMillis() {
    return startMillis;
  }

  /** Says that nothing more can be measured here. */
  void spoil() {
    spoiled = true;
  }

  boolean isSpoiled() {
    return spoiled;
  }

  List<Long> pids() {
    return processes.stream().map(ChildProcess::pid).toList();
  }

  ChildProcess process(int node) {
    return processes.get(processEach ? node : 0);
  }

  /** Additions made to the counter so far. */
  long added() {
    return added;
  }

  /** A number that no run of this cluster had before. */
  long nextRun() {
    return ++runs;
  }

  /** Runs a workload on all nodes at once. */
  Answers run(String workload, Map<String, Object> arguments) throws Failed, Failed.NotOffered {
    begin(workload, arguments);
    return finish();
  }

  /** Runs a workload on one node; the others do nothing, not even wait. */
  Answers runOn(int node, String workload, Map<String, Object> arguments)
      throws Failed, Failed.NotOffered {
    Answers answers = new Answers();
    answers.take(process(node).call(command(node, workload, arguments)));
    added += answers.added();
    return answers;
  }

  private void begin(String workload, Map<String, Object> arguments) {
    Map<String, Object> command = command(workload, arguments);
    processes.forEach(process -> process.send(command));
  }

  private Answers finish() throws Failed, Failed.NotOffered {
    Answers answers = new Answers();
    Failed failed = null;
    Failed.NotOffered notOffered = null;
    for (ChildProcess process : processes) {
      try {
        answers.take(process.answer());
      } catch (Failed e) {
        failed = e;
      } catch (Failed.NotOffered e) {
        notOffered = e;
      }
    }
    added += answers.added();
    if (notOffered != null) {
      throw notOffered;
    }
    if (failed != null) {
      throw failed;
    }
    return answers;
  }

  private static Map<String, Object> command(String workload, Map<String, Object> arguments) {
    Map<String, Object> command = new LinkedHashMap<>();
    command.put("do", "run");
    command.put("workload", workload);
    command.put("at", System.nanoTime() + HEAD_START_NANOS);
    command.putAll(arguments);
    return command;
  }

  /** The command to run a workload on one node only. */
  static Map<String, Object> command(int node, String workload, Map<String, Object> arguments) {
    Map<String, Object> command = command(workload, arguments);
    command.put("only", node);
    command.put("node", node);
    return command;
  }

  /** Closes a node in order. */
  void stopNode(int node) throws Failed, Failed.NotOffered {
    process(node).call(Map.of("do", "stop", "index", node));
  }

  /** Starts a node again; returns before it has caught up. */
  void startNode(int node) throws Failed, Failed.NotOffered {
    process(node).call(Map.of("do", "start", "index", node));
  }

  private void awaitMembers() throws Failed, Failed.NotOffered {
    // Asked together: some nodes are ready only when the others are.
    processes.forEach(process -> process.send(Map.of("do", "await", "index", NODES)));
    for (ChildProcess process : processes) {
      process.answer();
    }
  }

  /** Bytes in use on the heap of the first process, after collections. */
  double heapUsed() throws Failed, Failed.NotOffered {
    return ((Number) process(0).call(Map.of("do", "heap")).getOrDefault("used", 0)).doubleValue();
  }

  private ChildProcess newProcess() throws IOException, Failed, Failed.NotOffered {
    List<String> options = new ArrayList<>();
    options.addAll(processEach ? List.of("-Xmx512m") : List.of("-Xms512m", "-Xmx4g"));
    String extra = System.getProperty("dsm.bench.jvm." + system.name(), "");
    options.addAll(extra.isEmpty() ? List.of() : List.of(extra.split(" ", -1)));
    ChildProcess process =
        ChildProcess.start(
            system.name(), classPath, directory.resolveSibling(system.name() + ".log"), options);
    Map<String, Object> answer =
        process.call(Map.of("do", "place", "ports", ports, "directory", directory.toString()));
    settings = String.valueOf(answer.get("settings"));
    return process;
  }

  private void send(int node, Map<String, Object> command) {
    process(node).send(command);
  }

  private void answer(int node) throws Failed, Failed.NotOffered {
    process(node).answer();
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
  }

  private static List<Integer> freePorts() {
    List<Integer> free = new ArrayList<>();
    int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX - 100);
    while (free.size() < NODES) {
      // Neighbours stay free: some systems take the next port for a second purpose.
      port += 10;
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        free.add(probe.getLocalPort());
      } catch (IOException _) {
        port += 10;
      }
    }
    return List.copyOf(free);
  }
}
