// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static io.dsm.transport.jgroups.TestNode.PATIENCE;
import static io.dsm.transport.jgroups.TestNode.unicast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmRuntime;
import io.dsm.cluster.NodeId;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.stream.Change;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three whole runtimes over TCP: what one writes, the others read. */
@Timeout(120)
class RuntimeOverTcpTest {

  private static final RegisterSpec<String> HINTS =
      RegisterSpec.of("acme", "gateway", "hints", String.class).build();

  private final List<DsmRuntime> runtimes = new ArrayList<>();
  private final List<RegisterCollection<String>> registers = new ArrayList<>();

  @AfterEach
  void closeRuntimes() {
    runtimes.parallelStream().forEach(DsmRuntime::close);
  }

  @Test
  void aPutOnOneRuntimeIsVisibleOnTheOthers() throws Exception {
    startThree();
    registers.get(0).put("eu", "node-1");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                registers.stream()
                    .allMatch(register -> register.get("eu").orElse("").equals("node-1")));
    long[] nanos = putToVisible(2_000);
    System.out.printf(
        "measured: put to visible on both others: p50 %d us, p99 %d us, most %d us%n",
        nanos[nanos.length / 2] / 1_000,
        nanos[nanos.length * 99 / 100] / 1_000,
        nanos[nanos.length - 1] / 1_000);
  }

  @Test
  void whatOneWroteBeforeAnotherStartedIsThereToo() {
    List<InetSocketAddress> addresses = TestNode.freeAddresses(2);
    add("n1", addresses.get(0), addresses);
    runtimes.getFirst().start();
    for (int i = 0; i < 1_000; i++) {
      registers.getFirst().put("key-" + i, "value-" + i);
    }
    add("n2", addresses.get(1), addresses);
    runtimes.getLast().start();
    await().atMost(PATIENCE).until(() -> registers.getLast().size() == 1_000);
    assertThat(registers.getLast().all()).isEqualTo(registers.getFirst().all());
  }

  private void startThree() {
    List<InetSocketAddress> addresses = TestNode.freeAddresses(3);
    for (int i = 0; i < 3; i++) {
      add("n" + (i + 1), addresses.get(i), addresses);
    }
    CompletableFuture.allOf(
            runtimes.stream()
                .map(
                    runtime ->
                        CompletableFuture.runAsync(runtime::start, Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                runtimes.stream().allMatch(runtime -> runtime.clusterView().members().size() == 3));
  }

  private void add(String node, InetSocketAddress own, List<InetSocketAddress> seeds) {
    DsmRuntime runtime =
        DsmRuntime.builder()
            .clusterId("acme")
            .serviceId("gateway")
            .nodeId(NodeId.of(node))
            .membership(unicast(own, seeds))
            .build();
    runtimes.add(runtime);
    registers.add(runtime.register(HINTS));
  }

  private long[] putToVisible(int rounds) throws InterruptedException {
    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      String key = "k" + i;
      CountDownLatch seen = new CountDownLatch(2);
      try (var _ = registers.get(1).watch(change -> seen(change, key, seen));
          var _ = registers.get(2).watch(change -> seen(change, key, seen))) {
        long start = System.nanoTime();
        registers.get(0).put(key, "v");
        assertThat(seen.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static void seen(Change<String> change, String awaited, CountDownLatch latch) {
    if (change instanceof Change.Updated<String>(String key, String _) && key.equals(awaited)) {
      latch.countDown();
    }
  }
}
