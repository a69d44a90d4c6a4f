// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static io.dsm.transport.jgroups.TestNode.unicast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmRuntime;
import io.dsm.cluster.NodeId;
import io.dsm.core.runtime.Node;
import io.dsm.core.runtime.Ports;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runtimes over TCP in one JVM: how long it takes to become equal, and how many bytes. */
@Timeout(180)
class RepairOverTcpTest {

  private static final RegisterSpec<String> HINTS =
      RegisterSpec.of("acme", "gateway", "hints", String.class).build();
  private static final int ENTRIES = 100_000;
  private static final int ENTRY_BYTES = 10 + 200;
  private static final String VALUE = "v".repeat(192);

  private final List<InetSocketAddress> addresses = TestNode.freeAddresses(4);
  private final List<DsmRuntime> runtimes = new ArrayList<>();
  private final List<RegisterCollection<String>> registers = new ArrayList<>();
  private final LongAdder wire = new LongAdder();

  @AfterEach
  void closeRuntimes() {
    runtimes.parallelStream().forEach(DsmRuntime::close);
  }

  @Test
  void aFourthNodeGetsAHundredThousandEntries() {
    startThree("8MiB");
    fill();
    add(3, "8MiB");
    long begun = System.nanoTime();
    runtimes.get(3).start();
    long joined = System.nanoTime();
    awaitQuickly(() -> isCaughtUp(3) && registers.get(3).size() == ENTRIES);
    long complete = System.nanoTime();
    System.out.printf(
        "measured: fourth node, %,d entries of 200 bytes: joined after %d ms, complete %d ms later%n",
        ENTRIES, millis(begun, joined), millis(joined, complete));
    assertThat(registers.get(3).all()).isEqualTo(registers.get(0).all());
    checkTime("join", millis(begun, complete), 2_000);
  }

  @ParameterizedTest
  @CsvSource({"replay,8MiB", "ranges,0"})
  void aThousandKeysChangedInAPartitionAreHealed(String way, String logBytes) throws Exception {
    startThree(logBytes);
    fill();
    DISCARD cut = cut(2);
    await().atMost(TestNode.PATIENCE).until(() -> viewSize(0) == 2 && viewSize(2) == 1);
    for (int i = 0; i < 1_000; i++) {
      registers.get(i % 2 == 0 ? 0 : 2).put(key(i * 100), VALUE + "%08d".formatted(-i));
    }
    await().atMost(TestNode.PATIENCE).until(() -> registers.get(1).all().equals(all(0)));
    countBytes();
    long healed = System.nanoTime();
    cut.discardAll(false);
    awaitQuickly(() -> viewSize(0) == 3 && viewSize(1) == 3 && viewSize(2) == 3);
    long seen = System.nanoTime();
    awaitQuickly(() -> agree(1_000));
    long equal = System.nanoTime();
    long moved = wire.sum();
    await().atMost(TestNode.PATIENCE).until(() -> runtimes.stream().allMatch(this::isMerged));
    long merged = System.nanoTime();
    System.out.printf(
        "measured: 1,000 of %,d keys changed in a partition, by %s: all visible %d ms after the"
            + " heal, equal %d ms later, JGroups' views merged after %d ms; %,d bytes moved for"
            + " %,d, ratio %.2f%n",
        ENTRIES,
        way,
        millis(healed, seen),
        millis(seen, equal),
        millis(healed, merged),
        moved,
        // 500 keys go to one node, 500 to two.
        1_500 * ENTRY_BYTES,
        moved / (1_500.0 * ENTRY_BYTES));
    assertThat(registers.get(2).all()).isEqualTo(all(0)).isEqualTo(registers.get(1).all());
    assertThat(moved).isLessThanOrEqualTo(3 * 1_500 * ENTRY_BYTES);
    checkTime("heal", millis(healed, equal), 1_000);
  }

  /** Only where nothing else runs: `./dsm repair`. */
  private static void checkTime(String what, long millis, long atMost) {
    if (Boolean.getBoolean("dsm.repair.timed")) {
      assertThat(millis).as(what + " in milliseconds").isLessThanOrEqualTo(atMost);
    }
  }

  private java.util.Map<String, String> all(int node) {
    return registers.get(node).all();
  }

  /** Cheap to ask again and again: what was changed last on each side is everywhere. */
  private boolean agree(int changed) {
    for (RegisterCollection<String> register : registers) {
      for (int i = changed - 1; i >= 0; i--) {
        if (!register.get(key(i * 100)).orElse("").endsWith("%08d".formatted(-i))) {
          return false;
        }
      }
    }
    return true;
  }

  private void startThree(String logBytes) {
    for (int i = 0; i < 3; i++) {
      add(i, logBytes);
    }
    CompletableFuture.allOf(
            runtimes.stream()
                .map(
                    runtime ->
                        CompletableFuture.runAsync(runtime::start, Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    await().atMost(TestNode.PATIENCE).until(() -> viewSize(0) == 3 && viewSize(1) == 3);
    await().atMost(TestNode.PATIENCE).until(() -> isCaughtUp(0) && isCaughtUp(1) && isCaughtUp(2));
  }

  private void add(int number, String logBytes) {
    DsmRuntime runtime =
        DsmRuntime.builder()
            .clusterId("acme")
            .serviceId("gateway")
            .nodeId(NodeId.of("n" + number))
            .membership(unicast(addresses.get(number), addresses))
            .setting("log.bytes-max", logBytes)
            .build();
    runtimes.add(runtime);
    registers.add(runtime.register(HINTS));
  }

  private void fill() {
    for (int i = 0; i < ENTRIES; i++) {
      registers.get(i % 3).put(key(i), VALUE + "%08d".formatted(i));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                registers.stream().allMatch(register -> register.size() == ENTRIES)
                    && runtimes.stream().allMatch(RepairOverTcpTest::hasNoLag));
  }

  private static boolean hasNoLag(DsmRuntime runtime) {
    return runtime.diagnostics().replication().lag().values().stream().allMatch(lag -> lag == 0);
  }

  private boolean isCaughtUp(int node) {
    return runtimes.get(node).diagnostics().replication().caughtUp();
  }

  private int viewSize(int node) {
    return runtimes.get(node).clusterView().members().size();
  }

  private boolean isMerged(DsmRuntime runtime) {
    return channel(runtime).getView().size() == 3;
  }

  private DISCARD cut(int node) throws Exception {
    DISCARD cut = new DISCARD().discardAll(true);
    channel(runtimes.get(node))
        .getProtocolStack()
        .insertProtocol(cut, ProtocolStack.Position.ABOVE, TP.class);
    return cut;
  }

  /** Counts from now on what leaves a node, headers and the messages of JGroups included. */
  private void countBytes() throws Exception {
    for (DsmRuntime runtime : runtimes) {
      channel(runtime)
          .getProtocolStack()
          .insertProtocol(new ByteCounter(wire), ProtocolStack.Position.ABOVE, TP.class);
    }
  }

  /** Directly above the socket; a message to everybody is as many as there are others. */
  private static final class ByteCounter extends Protocol {
    private final LongAdder wire;
    private volatile int others = 2;

    private ByteCounter(LongAdder wire) {
      this.wire = wire;
    }

    @Override
    public Object down(Event event) {
      if (event.type() == Event.VIEW_CHANGE) {
        View view = event.arg();
        others = view.size() - 1;
      }
      return down_prot.down(event);
    }

    @Override
    public Object down(Message message) {
      wire.add((long) message.size() * (message.dest() == null ? others : 1));
      return down_prot.down(message);
    }
  }

  /** No method gives it, and none should. */
  private static JChannel channel(DsmRuntime runtime) {
    try {
      Field ports = Node.class.getDeclaredField("ports");
      ports.setAccessible(true);
      return ((JGroupsTransport) ((Ports) ports.get(runtime)).connection().transport()).channel();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitQuickly(BooleanSupplier condition) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(TestNode.PATIENCE)
        .until(condition::getAsBoolean);
  }

  private static String key(int number) {
    return "key-%06d".formatted(number);
  }

  private static long millis(long fromNanos, long toNanos) {
    return (toNanos - fromNanos) / 1_000_000;
  }
}
