// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static io.dsm.transport.jgroups.TestNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmException;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.spi.transport.TransportSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jgroups.JChannel;
import org.jgroups.fork.ForkChannel;
import org.jgroups.protocols.FORK;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forks of channels that belong to somebody else, as a server's do. */
@Timeout(120)
class ForkTest {

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<InetSocketAddress> addresses = TestNode.freeAddresses(2);

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  /** What a server has, whether the product is deployed in it or not. */
  private JChannel server(int number) throws Exception {
    var stack =
        Stacks.tcp(
            InetAddress.getByName("127.0.0.1"),
            addresses.get(number).getPort(),
            addresses,
            Duration.ofSeconds(5),
            TransportOptions.parse(Map.of()));
    stack.add(new FORK());
    JChannel channel = new JChannel(stack);
    open.add(channel);
    return channel.connect("server");
  }

  private Node deployed(JChannel server, String name, long incarnation) {
    Node node = new Node(server, name, incarnation);
    open.add(node);
    return node;
  }

  @Test
  void membersAreThoseWhoDeployedAndFramesArriveInOrder() throws Exception {
    JChannel one = server(0);
    JChannel two = server(1);
    await().atMost(PATIENCE).until(() -> one.getView().size() == 2 && two.getView().size() == 2);

    Node a = deployed(one, "a", 1);
    assertThat(a.members()).containsExactly(a.self);
    Node b = deployed(two, "b", 1);
    assertThat(b.members()).as("the first view has who was there").contains(a.self, b.self);
    awaitMembers(a, a.self, b.self);

    for (int i = 0; i < 100; i++) {
      a.transport.send(b.self, String.valueOf(i).getBytes(StandardCharsets.US_ASCII));
    }
    await().atMost(PATIENCE).until(() -> b.frames.size() == 100);
    assertThat(b.frames).first().isEqualTo("0");
    assertThat(b.frames).last().isEqualTo("99");
  }

  @Test
  void whoUndeploysLeavesAndComesBackAsAnotherIncarnation() throws Exception {
    JChannel one = server(0);
    JChannel two = server(1);
    Node a = deployed(one, "a", 1);
    Node b = deployed(two, "b", 1);
    awaitMembers(a, a.self, b.self);
    b.close();
    awaitMembers(a, a.self);
    Node again = deployed(two, "b", 2);
    awaitMembers(a, a.self, again.self);
    two.close();
    awaitMembers(a, a.self);
  }

  @Test
  void withoutServerItIsRefusedWhenItStarts() {
    var connection =
        new JGroupsTransportProvider().connect(settings(new Membership.ServerChannel(), Map.of()));
    assertThatThrownBy(() -> connection.transport().open((_, _) -> {}))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("there is no server channel")
        .hasMessageContaining("dsm-wildfly");
    connection.transport().close();
  }

  @Test
  void settingsOfAnOwnStackAreRefused() {
    var settings = settings(new Membership.ServerChannel(), Map.of("bundler", "transfer-queue"));
    assertThatThrownBy(() -> new JGroupsTransportProvider().connect(settings))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("bundler");
  }

  private static TransportSettings settings(Membership membership, Map<String, String> extra) {
    return new TransportSettings(
        "orders", TestNode.member("a"), membership, Duration.ofSeconds(5), extra);
  }

  private static void awaitMembers(Node node, Member... expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(node.members()).containsExactlyInAnyOrder(expected));
  }

  /** A deployment in a server. */
  private static final class Node implements AutoCloseable {
    final Member self;
    final JGroupsTransport transport;
    final List<String> frames = new CopyOnWriteArrayList<>();
    private final List<ClusterView> views = new CopyOnWriteArrayList<>();

    Node(JChannel server, String name, long incarnation) {
      self = new Member(NodeId.of(name), new Incarnation(incarnation));
      ViewFeed feed = new ViewFeed();
      feed.subscribe((view, _) -> views.add(view));
      transport =
          new JGroupsTransport("orders", Link.fork(() -> fork(server), self), feed, "a test");
      transport.open((_, frame) -> frames.add(new String(frame, StandardCharsets.US_ASCII)));
    }

    private static JChannel fork(JChannel server) {
      try {
        return new ForkChannel(server, "stack", "dsm.orders");
      } catch (Exception refusal) {
        throw new IllegalStateException(refusal);
      }
    }

    List<Member> members() {
      return views.getLast().members();
    }

    @Override
    public void close() {
      transport.close();
    }
  }
}
