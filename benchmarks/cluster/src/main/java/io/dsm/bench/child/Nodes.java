// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.child;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;
import io.dsm.bench.workload.Role;
import io.dsm.bench.workload.Workload;
import io.dsm.bench.workload.Workloads;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The nodes in this process, and the commands on them. */
final class Nodes {

  private static final long HARDLY_ANYTHING = 100_000; // Bytes.

  private final BenchSystem system;
  private final Map<Integer, BenchNode> running = new TreeMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private List<Integer> ports = List.of();
  private Path directory = Path.of("");

  Nodes(BenchSystem system) {
    this.system = system;
  }

  Map<String, Object> carryOut(Map<String, Object> command) throws Exception {
    return switch (String.valueOf(command.get("do"))) {
      case "place" -> place(command);
      case "start" -> start(index(command));
      case "await" -> await(index(command));
      case "stop" -> stop(index(command));
      case "heap" -> heap();
      case "run" -> run(command);
      case String other -> throw new IllegalArgumentException("no command " + other);
    };
  }

  private Map<String, Object> place(Map<String, Object> command) throws Exception {
    ports =
        ((List<?>) present(command, "ports")).stream().map(it -> ((Number) it).intValue()).toList();
    directory = Path.of((String) present(command, "directory"));
    Files.createDirectories(directory);
    return Map.of("settings", system.settings(), "java", Runtime.version().toString());
  }

  private Map<String, Object> start(int index) throws Exception {
    Path own = Files.createDirectories(directory.resolve("node-" + index));
    running.put(index, system.start(new BenchSystem.Place(index, ports, own)));
    return Map.of("started", System.nanoTime());
  }

  /** Waits until as many members are seen as are asked for, by every node of this process. */
  private Map<String, Object> await(int members) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (running.values().stream().filter(node -> !isWhole(node, members)).toList().size() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the cluster does not become whole; the nodes here see "
                + running.values().stream().map(BenchNode::members).toList()
                + " members");
      }
      LockSupport.parkNanos(1_000_000);
    }
    return Map.of("complete", System.nanoTime());
  }

  private static boolean isWhole(BenchNode node, int members) {
    return node.members() == members && node.ready();
  }

  private Map<String, Object> stop(int index) {
    BenchNode node = running.remove(index);
    if (node != null) {
      node.close();
    }
    return Map.of();
  }

  /** Bytes in use after collections, until one finds hardly anything more. */
  private static Map<String, Object> heap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long before;
    long used = Long.MAX_VALUE;
    do {
      before = used;
      memory.gc();
      used = memory.getHeapMemoryUsage().getUsed();
    } while (used < before - HARDLY_ANYTHING);
    return Map.of("used", used);
  }

  private Map<String, Object> run(Map<String, Object> command) throws Exception {
    Workload workload = Workloads.named((String) present(command, "workload"));
    Map<String, Future<Map<String, Object>>> roles = new LinkedHashMap<>();
    for (Map.Entry<Integer, BenchNode> node : running.entrySet()) {
      if (isCalled(command, node.getKey())) {
        Role role = new Role(node.getValue(), node.getKey(), ports.size(), command);
        roles.put(node.getKey().toString(), threads.submit(() -> workload.run(role)));
      }
    }
    Map<String, Object> answers = new LinkedHashMap<>();
    for (Map.Entry<String, Future<Map<String, Object>>> role : roles.entrySet()) {
      answers.put(role.getKey(), result(role.getValue()));
    }
    return Map.of("roles", answers);
  }

  private static boolean isCalled(Map<String, Object> command, int index) {
    return !(command.get("only") instanceof Number only) || only.intValue() == index;
  }

  private static Map<String, Object> result(Future<Map<String, Object>> role) throws Exception {
    try {
      return role.get();
    } catch (ExecutionException e) {
      @Nullable Throwable cause = e.getCause();
      switch (cause) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    }
  }

  private static int index(Map<String, Object> command) {
    return ((Number) present(command, "index")).intValue();
  }

  private static Object present(Map<String, Object> command, String name) {
    Object value = command.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the command lacks '" + name + "': " + command);
    }
    return value;
  }
}
