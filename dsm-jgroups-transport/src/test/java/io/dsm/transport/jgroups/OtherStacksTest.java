// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static io.dsm.transport.jgroups.TestNode.PATIENCE;
import static io.dsm.transport.jgroups.TestNode.awaitOneView;
import static io.dsm.transport.jgroups.TestNode.closeAll;
import static io.dsm.transport.jgroups.TestNode.openTogether;
import static io.dsm.transport.jgroups.UnicastClusterTest.number;
import static org.awaitility.Awaitility.await;

import io.dsm.cluster.Membership;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** IP multicast, stacks from XML, and addresses other than a full list of fixed ports. */
@Timeout(120)
class OtherStacksTest {

  @TempDir Path folder;

  private final List<TestNode> nodes = new ArrayList<>();

  @AfterEach
  void closeNodes() {
    closeAll(nodes.toArray(TestNode[]::new));
  }

  @Test
  void multicastMembersFindEachOtherAndExchangeFrames() {
    int port = TestNode.freeAddresses(1).getFirst().getPort();
    exchange(
        node("a", Membership.multicast("239.77.1.2", port)),
        node("b", Membership.multicast("239.77.1.2", port)),
        node("c", Membership.multicast("239.77.1.2", port)));
  }

  @Test
  void aStackFileOfTheUserCarriesMembersToo() throws Exception {
    List<InetSocketAddress> addresses = TestNode.freeAddresses(2);
    exchange(
        node("a", new Membership.JGroupsStack(stackFile(addresses, 0))),
        node("b", new Membership.JGroupsStack(stackFile(addresses, 1))));
  }

  @Test
  void nodesOnAnyFreePortFindTheListedOneByNameAndEachOther() {
    InetSocketAddress fixed = TestNode.freeAddresses(1).getFirst();
    InetSocketAddress byName = InetSocketAddress.createUnresolved("localhost", fixed.getPort());
    InetSocketAddress unknown = InetSocketAddress.createUnresolved("nowhere.invalid", 7800);
    exchange(
        node("a", Membership.unicast("127.0.0.1", fixed.getPort(), List.of())),
        node("b", Membership.unicast("127.0.0.1", 0, List.of(unknown, byName))),
        node("c", Membership.unicast("127.0.0.1", 0, List.of(byName))));
  }

  @Test
  void everyBundlerCarriesFrames() {
    for (String bundler : List.of("no-bundler", "transfer-queue", "per-destination")) {
      List<InetSocketAddress> addresses = TestNode.freeAddresses(2);
      Map<String, String> extra = Map.of("bundler", bundler, "threads", "platform");
      TestNode a =
          new TestNode("orders", "a", TestNode.unicast(addresses.get(0), addresses), extra);
      TestNode b =
          new TestNode("orders", "b", TestNode.unicast(addresses.get(1), addresses), extra);
      nodes.addAll(List.of(a, b));
      exchange(a, b);
    }
  }

  private TestNode node(String name, Membership membership) {
    TestNode node = new TestNode("orders", name, membership, Map.of());
    nodes.add(node);
    return node;
  }

  private static void exchange(TestNode... members) {
    openTogether(members);
    awaitOneView(members);
    for (TestNode member : members) {
      member.transport.broadcast(number(1));
      member.transport.broadcast(new byte[100_000]);
    }
    for (TestNode to : members) {
      for (TestNode from : members) {
        if (to != from) {
          await().atMost(PATIENCE).until(() -> to.received(from) == 2);
        }
      }
    }
  }

  private Path stackFile(List<InetSocketAddress> addresses, int own) throws Exception {
    String hosts =
        addresses.stream()
            .map(address -> "127.0.0.1[" + address.getPort() + "]")
            .reduce((left, right) -> left + "," + right)
            .orElseThrow();
    String xml =
        """
        <config xmlns="urn:org:jgroups">
          <TCP bind_addr="127.0.0.1" bind_port="%d" port_range="0" diag.enabled="false"/>
          <TCPPING initial_hosts="%s" port_range="0"/>
          <MERGE3 min_interval="500" max_interval="1000"/>
          <FD_SOCK2 offset="5003"/>
          <FD_ALL3 timeout="5000" interval="1000"/>
          <pbcast.NAKACK2/>
          <UNICAST3/>
          <pbcast.STABLE/>
          <pbcast.GMS join_timeout="400"/>
          <FRAG2/>
        </config>
        """
            .formatted(addresses.get(own).getPort(), hosts);
    return Files.writeString(folder.resolve("stack-" + own + ".xml"), xml);
  }
}
