// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.dsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;
import io.dsm.bench.workload.Role;
import io.dsm.bench.workload.Workloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not a measurement: shows that the harness can drive DSM, so that the benchmark cannot rot. */
class DsmUnderTheHarnessTest {

  @TempDir Path folder;

  @Test
  void threeNodesDoALittleOfEveryWorkload() throws Exception {
    List<BenchNode> nodes = start(new DsmSystem(), ports());
    try {
      while (nodes.stream().anyMatch(node -> node.members() != 3 || !node.ready())) {
        Thread.onSpinWait();
      }
      assertThat(run(nodes, "fill", Map.of("entries", 100L, "keys", "read")).getFirst())
          .containsKey("converged");
      assertThat(number(run(nodes, "read", Map.of("entries", 100L, "keys", "read")), "ns"))
          .isPositive();
      assertThat(
              number(
                  run(nodes, "put-until-converged", Map.of("entries", 50L, "writers", 2L)),
                  "written"))
          .isPositive();
      assertThat(run(nodes, "put-visible", Map.of("count", 5L)).getLast()).containsKey("seen");
      assertThat(number(run(nodes, "acknowledged-put", Map.of("map", "all")), "p99")).isPositive();
      assertThat(number(run(nodes, "lock-pairs", Map.of("node", 0L)), "operations")).isPositive();
      assertThat(number(run(nodes, "ref-set", Map.of("callers", 2L)), "operations")).isPositive();
      assertThat(number(run(nodes, "ref-get", Map.of("callers", 2L)), "operations")).isPositive();
      assertThat(run(nodes, "ref-watch", Map.of("count", 3L)).getLast()).containsKey("seen");
      assertThat(number(run(nodes, "add-locally", Map.of()), "added")).isPositive();
    } finally {
      nodes.forEach(BenchNode::close);
    }
  }

  private static double number(List<Map<String, Object>> answers, String name) {
    return ((Number) answers.getFirst().get(name)).doubleValue();
  }

  private static List<Map<String, Object>> run(
      List<BenchNode> nodes, String workload, Map<String, Object> arguments)
      throws InterruptedException, ExecutionException {
    Map<String, Object> all = new java.util.HashMap<>(arguments);
    all.put("millis", 20L);
    List<Map<String, Object>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(nodes.size())) {
      List<Future<Map<String, Object>>> running = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i++) {
        Role role = new Role(nodes.get(i), i, nodes.size(), all);
        running.add(threads.submit(() -> Workloads.named(workload).run(role)));
      }
      for (Future<Map<String, Object>> one : running) {
        answers.add(one.get());
      }
    }
    return answers;
  }

  private List<BenchNode> start(BenchSystem system, List<Integer> ports) throws Exception {
    List<BenchNode> nodes = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      Path own = Files.createDirectory(folder.resolve("n" + i));
      nodes.add(system.start(new BenchSystem.Place(i, ports, own)));
    }
    return nodes;
  }

  private static List<Integer> ports() throws IOException {
    List<Integer> free = new ArrayList<>();
    for (int port = 23_100 + (int) (ProcessHandle.current().pid() % 500) * 10;
        free.size() < 3;
        port += 10) {
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        free.add(probe.getLocalPort());
      } catch (IOException _) {
        // Taken: the next one.
      }
    }
    return free;
  }
}
