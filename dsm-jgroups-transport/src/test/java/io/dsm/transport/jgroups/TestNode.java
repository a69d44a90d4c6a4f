// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.spi.transport.Connection;
import io.dsm.spi.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One member of a test cluster: a real channel on the loopback interface that keeps what it saw.
 */
final class TestNode implements AutoCloseable {

  /** A view as its listener got it. */
  record Seen(ClusterView view, boolean merged) {}

  static final String CLUSTER = "orders";
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final Member self;
  final JGroupsTransport transport;
  final List<Seen> views = new CopyOnWriteArrayList<>();
  final Map<Member, Queue<byte[]>> frames = new ConcurrentHashMap<>();

  TestNode(String cluster, String name, Membership membership, Map<String, String> extra) {
    self = member(name);
    Connection connection =
        new JGroupsTransportProvider()
            .connect(
                new TransportSettings(cluster, self, membership, Duration.ofSeconds(5), extra));
    transport = (JGroupsTransport) connection.transport();
    connection.membership().subscribe((view, merged) -> views.add(new Seen(view, merged)));
  }

  TestNode(String name, Membership membership) {
    this(CLUSTER, name, membership, extraFromSystem());
  }

  /** Lets a measurement choose settings: {@code -Ddsm.transport.bundler=transfer-queue}. */
  private static Map<String, String> extraFromSystem() {
    String bundler = System.getProperty("dsm.transport.bundler");
    return bundler == null ? Map.of() : Map.of("bundler", bundler);
  }

  TestNode open() {
    transport.open(
        (sender, frame) ->
            frames.computeIfAbsent(sender, _ -> new ConcurrentLinkedQueue<>()).add(frame));
    return this;
  }

  /** Opens and sends every frame back to where it came from. */
  void openEchoing() {
    transport.open(transport::send);
  }

  List<Member> members() {
    return views.isEmpty() ? List.of() : views.getLast().view().members();
  }

  int received(TestNode from) {
    return frames.getOrDefault(from.self, new ConcurrentLinkedQueue<>()).size();
  }

  List<byte[]> framesOf(TestNode from) {
    return List.copyOf(frames.getOrDefault(from.self, new ConcurrentLinkedQueue<>()));
  }

  @Override
  public void close() {
    transport.close();
  }

  static Member member(String name) {
    return new Member(NodeId.of(name), new Incarnation(Long.getLong("dsm.test.incarnation", 7)));
  }

  /** Opens all nodes at the same moment. */
  static void openTogether(TestNode... nodes) {
    CompletableFuture.allOf(
            Arrays.stream(nodes)
                .map(node -> CompletableFuture.runAsync(node::open, Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  /** Waits until all these nodes, and nobody else, are in the view of each. */
  static void awaitOneView(TestNode... nodes) {
    List<Member> expected = Arrays.stream(nodes).map(node -> node.self).sorted().toList();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> {
              for (TestNode node : nodes) {
                assertThat(node.members()).as("view of %s", node.self).isEqualTo(expected);
              }
            });
  }

  /** Free loopback addresses, all different. */
  static List<InetSocketAddress> freeAddresses(int count) {
    List<ServerSocket> probes = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        probes.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      List<InetSocketAddress> free = new ArrayList<>();
      for (ServerSocket probe : probes) {
        free.add(new InetSocketAddress("127.0.0.1", probe.getLocalPort()));
        probe.close();
      }
      return free;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Membership unicast(InetSocketAddress own, List<InetSocketAddress> seeds) {
    return Membership.unicast("127.0.0.1", own.getPort(), seeds);
  }

  /** Nodes a, b, c, … that list each other, not open yet. */
  static TestNode[] cluster(int size) {
    List<InetSocketAddress> addresses = freeAddresses(size);
    TestNode[] nodes = new TestNode[size];
    for (int i = 0; i < size; i++) {
      nodes[i] = new TestNode(Character.toString('a' + i), unicast(addresses.get(i), addresses));
    }
    return nodes;
  }

  static void closeAll(TestNode... nodes) {
    Arrays.stream(nodes).parallel().forEach(TestNode::close);
  }
}
