// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.cluster.Membership;
import io.dsm.spi.transport.TransportProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jgroups.util.ExtendedUUID;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, and with which words. */
@Timeout(60)
class RefusalTest {

  private static final List<InetSocketAddress> NO_SEEDS = List.of();

  @TempDir Path folder;

  @Test
  void theServiceLoaderFindsTheProvider() {
    assertThat(ServiceLoader.load(TransportProvider.class))
        .anyMatch(provider -> provider.supports(Membership.multicast("239.1.1.1", 7777)))
        .noneMatch(provider -> provider.supports(Membership.standalone()));
  }

  @Test
  void aTakenPortIsFatalAndNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      TestNode node =
          new TestNode("a", Membership.unicast("127.0.0.1", taken.getLocalPort(), NO_SEEDS));
      assertThatThrownBy(node::open)
          .isInstanceOf(DsmException.Fatal.class)
          .hasMessageContaining("cluster 'orders' at 127.0.0.1 port " + taken.getLocalPort())
          .hasMessageContaining("no other process uses the port");
      node.close();
    }
  }

  @Test
  void anAddressOfAnotherHostIsFatal() {
    TestNode node = new TestNode("a", Membership.unicast("192.0.2.1", 7800, NO_SEEDS));
    assertThatThrownBy(node::open)
        .isInstanceOf(DsmException.Fatal.class)
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void wrongAddressesAndPortsAreRejectedBeforeAnythingOpens() {
    rejected(Membership.unicast("no such host", 7800, NO_SEEDS), Map.of())
        .hasMessageContaining("bind address 'no such host'");
    rejected(Membership.unicast("127.0.0.1", 70_000, NO_SEEDS), Map.of())
        .hasMessageContaining("bind port is 70000");
    rejected(Membership.unicast("127.0.0.1", 0, NO_SEEDS), Map.of())
        .hasMessageContaining("bind port 0 without seeds");
    rejected(
            Membership.unicast("127.0.0.1", 1, List.of(new InetSocketAddress("127.0.0.1", 0))),
            Map.of())
        .hasMessageContaining("port of seed");
    rejected(Membership.multicast("10.0.0.1", 7800), Map.of())
        .hasMessageContaining("multicast group '10.0.0.1'");
    rejected(Membership.standalone(), Map.of()).hasMessageContaining("needs no network");
  }

  @Test
  void wrongExtraSettingsAreRejectedWithKeyAndValue() {
    Membership good = Membership.unicast("127.0.0.1", 7800, NO_SEEDS);
    rejected(good, Map.of("bundle", "x")).hasMessageContaining("dsm.transport.bundle is not known");
    rejected(good, Map.of("bundler", "fast"))
        .hasMessageContaining("dsm.transport.bundler='fast'")
        .hasMessageContaining("transfer-queue");
    rejected(good, Map.of("failure-port-offset", "zero"))
        .hasMessageContaining("dsm.transport.failure-port-offset='zero'");
    rejected(good, Map.of("ip-ttl", "256")).hasMessageContaining("from 0 to 255");
  }

  @Test
  void badStackFilesAreRejectedWithFileAndProblem() throws Exception {
    rejectedFile(folder.resolve("missing.xml"), "cannot be read");
    rejectedFile(file("broken.xml", "<config><TCP"), "cannot be used");
    rejectedFile(file("unknown.xml", "<config><TCP/><NO_SUCH_PROTOCOL/></config>"), "NO_SUCH");
    rejectedFile(file("setting.xml", "<config><TCP no_such=\"1\"/></config>"), "no_such");
    rejectedFile(
        file("short.xml", "<config><TCP bind_port=\"7800\"/><TCPPING/></config>"),
        "membership (pbcast.GMS)");
  }

  @Test
  void framesThatAreTooLargeAreRefusedWithBothSizes() {
    TestNode[] nodes = TestNode.cluster(1);
    byte[] frame = new byte[nodes[0].transport.frameBytesMax() + 1];
    assertThatThrownBy(() -> nodes[0].transport.broadcast(frame))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1048577")
        .hasMessageContaining("1048576");
    nodes[0].close();
  }

  @Test
  void aClosedTransportIgnoresFramesAndFurtherCloses() {
    TestNode node = TestNode.cluster(1)[0].open();
    assertThat(node.members()).containsExactly(node.self);
    node.close();
    node.close();
    node.transport.broadcast(new byte[1]);
    node.transport.send(TestNode.member("b"), new byte[1]);
    assertThatThrownBy(node::open).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anAddressTellsItsMemberAndForeignOnesTellNone() {
    assertThat(MemberAddress.member(MemberAddress.of(TestNode.member("n-1.x_y"))))
        .isEqualTo(Optional.of(TestNode.member("n-1.x_y")));
    assertThat(MemberAddress.member(UUID.randomUUID())).isEmpty();
    assertThat(MemberAddress.member(ExtendedUUID.randomUUID("plain"))).isEmpty();
    for (String payload : List.of("", "1", "1a", "1a#", "1#7", "2a#7", "1a#0", "1a#-1", "1a/b#7")) {
      ExtendedUUID forged = ExtendedUUID.randomUUID("forged").put("dsm", payload.getBytes());
      assertThat(MemberAddress.member(forged)).as(payload).isEmpty();
    }
  }

  private static AbstractThrowableAssert<?, ?> rejected(
      Membership membership, Map<String, String> extra) {
    ThrowingCallable connect = () -> new TestNode("orders", "a", membership, extra);
    return assertThatThrownBy(connect).isInstanceOf(DsmException.Rejected.class);
  }

  private static void rejectedFile(Path file, String problem) {
    rejected(new Membership.JGroupsStack(file), Map.of())
        .hasMessageContaining("JGroups stack file " + file)
        .hasMessageContaining(problem);
  }

  private Path file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }
}
