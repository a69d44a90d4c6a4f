// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.voters;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmRuntime;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Voters on real disks and TCP: one loses its disk, more come, one moves, one is replaced. */
@Timeout(240)
class RealVotersTest {

  private static final LockSpec REPORT = LockSpec.of("acme", "shop", "report");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  private final Map<String, DsmRuntime> nodes = new TreeMap<>();
  private final List<InetSocketAddress> seeds = new ArrayList<>();

  @AfterEach
  void closeAll() {
    nodes.values().parallelStream().forEach(DsmRuntime::close);
  }

  @Test
  void aVoterReturnsAtAnotherAddressWithAnEmptyDiskWhileALockIsHeld() throws Exception {
    Voters abc = Voters.of("a", "b", "c");
    for (String name : List.of("a", "b", "c", "client")) {
      start(name, abc);
    }
    awaitVoters("a", "b", "c");
    LockHold held = hold("client");
    stop("b");
    wipe("b");
    start("b", abc);
    awaitVoters("a", "b", "c");
    stop("a");
    awaitVoters("a", "b", "c");
    assertThat(held.token()).isPresent();
    long token = held.token().orElseThrow().value();
    held.close();
    assertThat(hold("c").token().orElseThrow().value()).isGreaterThan(token);
  }

  @Test
  void oneVoterBecomesThreeThenFiveThenThreeAndADeadOneIsReplaced() throws Exception {
    start("a", Voters.of("a"));
    awaitVoters("a");
    Voters three = Voters.of("a", "b", "c");
    List.of("b", "c").forEach(name -> start(name, three));
    restart("a", three);
    awaitVoters("a", "b", "c");

    Voters five = Voters.of("a", "b", "c", "d", "e");
    List.of("d", "e").forEach(name -> start(name, five));
    restart("a", five);
    restart("b", five);
    awaitVoters("a", "b", "c", "d", "e");
    LockHold held = hold("c");

    Voters last = Voters.of("c", "d", "e");
    for (String name : List.of("a", "b", "d", "e")) {
      restart(name, last);
    }
    awaitVoters("c", "d", "e");
    assertThat(held.token()).isPresent();
    stop("a");
    stop("b");

    stop("e");
    Voters successor = Voters.of("c", "d", "f");
    start("f", successor);
    restart("d", successor);
    restart("c", successor);
    awaitVoters("c", "d", "f");
    hold("f").close();
  }

  private LockHold hold(String node) throws Exception {
    return nodes
        .get(node)
        .lock(REPORT)
        .lockAsync(Duration.ofMinutes(1))
        .toCompletableFuture()
        .get(70, TimeUnit.SECONDS)
        .orElseThrow();
  }

  private void restart(String name, Voters voters) {
    stop(name);
    start(name, voters);
    // As the guide says: one after the other.
    await(name + " takes part", () -> consensus(name).voters().isEmpty() || settled(name));
  }

  private boolean settled(String name) {
    ConsensusDiagnostics here = consensus(name);
    return !here.voters().contains(NodeId.of(name)) || here.leader().isPresent();
  }

  private void stop(String name) {
    nodes.remove(name).close();
  }

  private void wipe(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(name))) {
      files.sorted(Comparator.reverseOrder()).forEach(RealVotersTest::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each start is at an address of its own. */
  private void start(String name, Voters voters) {
    InetSocketAddress own = freeAddress();
    seeds.add(own);
    DsmRuntime node =
        DsmRuntime.builder()
            .clusterId("voters")
            .serviceId("voters")
            .nodeId(NodeId.of(name))
            .membership(Membership.unicast("127.0.0.1", own.getPort(), List.copyOf(seeds)))
            .voters(voters)
            .dataDirectory(directory.resolve(name))
            .build();
    node.lock(REPORT);
    nodes.put(name, node);
    node.start();
  }

  private static InetSocketAddress freeAddress() {
    for (int port = 21_000 + (int) (System.nanoTime() % 9_000); port < 32_000; port++) {
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(new InetSocketAddress("127.0.0.1", port));
        return new InetSocketAddress("127.0.0.1", port);
      } catch (IOException taken) {
        // The next one.
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private ConsensusDiagnostics consensus(String name) {
    return nodes.get(name).diagnostics().consensus().orElseThrow();
  }

  /** All that run know these voters and no others; those of them that run vote under a leader. */
  private void awaitVoters(String... names) {
    List<NodeId> voters = Stream.of(names).map(NodeId::of).toList();
    await("voters " + voters, () -> nodes.keySet().stream().allMatch(it -> agrees(it, voters)));
  }

  private boolean agrees(String name, List<NodeId> voters) {
    return consensus(name).voters().equals(voters)
        && (!voters.contains(NodeId.of(name)) || votes(name));
  }

  private boolean votes(String name) {
    Role role = consensus(name).role();
    return (role == Role.LEADER || role == Role.FOLLOWER) && consensus(name).leader().isPresent();
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(() -> what + ": " + describe()).isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private String describe() {
    StringBuilder text = new StringBuilder();
    nodes
        .keySet()
        .forEach(name -> text.append('\n').append(name).append(' ').append(consensus(name)));
    return text.toString();
  }
}
