// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.crdt.BoundedCounter;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.CrdtSpec.Kind;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.ObservedRemoveMap;
import io.dsm.crdt.RemoveWinsSet;
import io.dsm.lease.FencingToken;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Every ready kind of CRDT on real nodes, in bad weather, over partitions and restarts. */
class CrdtConvergenceTest {

  private static final Weather BAD =
      new Weather(20, 20, Duration.ofNanos(200_000), Duration.ofMillis(20), false);
  private static final List<String> NODES = List.of("a", "b", "c");

  private static final List<Work<?>> KINDS =
      List.of(
          work("g", Crdts.gCounter(), (c, r) -> c.add(r.nextInt(9)), c -> c.value()),
          work("pn", Crdts.pnCounter(), (c, r) -> c.add(r.nextInt(-9, 9)), c -> c.value()),
          work(
              "bounded",
              Crdts.boundedCounter(),
              (c, r) -> {
                c.increment(r.nextInt(3));
                c.decrement(r.nextInt(4));
              },
              BoundedCounter::value),
          work(
              "enable",
              Crdts.enableWinsFlag(),
              (c, r) -> {
                if (r.nextBoolean()) {
                  c.enable();
                } else {
                  c.disable();
                }
              },
              c -> c.isEnabled()),
          work(
              "disable",
              Crdts.disableWinsFlag(),
              (c, r) -> {
                if (r.nextBoolean()) {
                  c.enable();
                } else {
                  c.disable();
                }
              },
              c -> c.isEnabled()),
          work("lww", Crdts.lwwRegister(String.class), (c, r) -> c.set(text(r)), c -> c.value()),
          work("mv", Crdts.mvRegister(String.class), (c, r) -> c.set(text(r)), c -> c.values()),
          work(
              "fenced",
              Crdts.fencedRegister(String.class),
              (c, r) -> c.set(FencingToken.of(1 + r.nextInt(9)), text(r)),
              c -> c.value()),
          work("max", Crdts.maxRegister(), (c, r) -> c.offer(r.nextInt()), c -> c.value()),
          work("min", Crdts.minRegister(), (c, r) -> c.offer(r.nextInt()), c -> c.value()),
          work(
              "grow", Crdts.growOnlySet(String.class), (c, r) -> c.add(text(r)), c -> c.elements()),
          work(
              "add",
              Crdts.addWinsSet(String.class),
              (c, r) -> {
                c.add(text(r));
                c.remove(text(r));
              },
              c -> c.elements()),
          work(
              "remove",
              Crdts.removeWinsSet(String.class),
              (c, r) -> {
                c.add(text(r));
                c.remove(text(r));
              },
              RemoveWinsSet::elements),
          work(
              "map",
              Crdts.observedRemoveMap(String.class, Crdts.pnCounter()),
              (c, r) -> {
                c.at(text(r)).add(r.nextInt(9));
                c.remove(text(r));
              },
              c -> content(c, counter -> counter.value())),
          work(
              "nested",
              Crdts.observedRemoveMap(
                  String.class,
                  Crdts.observedRemoveMap(Integer.class, Crdts.addWinsSet(String.class))),
              (c, r) -> {
                c.at(text(r)).at(r.nextInt(2)).add(text(r));
                c.at(text(r)).remove(r.nextInt(2));
                c.remove(text(r));
              },
              c -> content(c, inner -> content(inner, set -> set.elements()))),
          work(
              "lwwmap",
              Crdts.lwwMap(String.class, String.class),
              (c, r) -> {
                c.put(text(r), text(r));
                c.remove(text(r));
              },
              c -> c.entries()),
          work(
              "distinct",
              Crdts.hyperLogLog(Integer.class),
              (c, r) -> c.add(r.nextInt()),
              c -> c.estimate()),
          work(
              "percentiles",
              Crdts.ddSketch(),
              (c, r) -> c.record(r.nextGaussian() * 1_000),
              c -> List.of(c.count(), c.quantile(0.5), c.quantile(0.99))),
          work(
              "top",
              Crdts.topK(String.class),
              (c, r) -> c.add(text(r)),
              c -> List.of(c.total(), c.top(10))));

  @RepeatedTest(5)
  void everyKindConvergesOverLossPartitionsAndRestarts() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    SimulatedCluster cluster =
        SimulatedCluster.of(seed, NODES.toArray(String[]::new))
            .declare(CrdtConvergenceTest::declare)
            .startAll();
    cluster.weather(BAD);
    for (int round = 0; round < 12; round++) {
      disturb(cluster, random);
      for (String node : cluster.running()) {
        KINDS.forEach(work -> work.run(cluster.runtime(node), random));
      }
      cluster.advance(Duration.ofMillis(random.nextInt(400)));
    }
    cluster.heal();
    cluster.weather(Weather.FAIR);
    cluster.startAll();
    assertThat(cluster.advanceUntilAgreed(Duration.ofSeconds(60))).as("seed " + seed).isTrue();
    cluster.validate();
    for (Work<?> work : KINDS) {
      Set<String> contents =
          NODES.stream()
              .map(node -> work.content(cluster.runtime(node)))
              .collect(Collectors.toSet());
      assertThat(contents).as(work.name + ", seed " + seed).hasSize(1);
    }
  }

  private static void disturb(SimulatedCluster cluster, Random random) {
    String victim = NODES.get(random.nextInt(NODES.size()));
    switch (random.nextInt(5)) {
      case 0 ->
          cluster.partition(
              Set.of(victim),
              NODES.stream().filter(node -> !node.equals(victim)).collect(Collectors.toSet()));
      case 1, 2 -> cluster.heal();
      case 3 -> cluster.restart(victim);
      default -> {}
    }
  }

  /** Every node sells what it may; no partition makes them sell more than there was. */
  @Test
  void aBoundedCounterIsNeverOverdrawnInAPartition() {
    CrdtSpec<BoundedCounter> stock = spec("stock", Crdts.boundedCounter());
    SimulatedCluster cluster =
        SimulatedCluster.of(7, NODES.toArray(String[]::new))
            .declare(node -> node.crdt(stock))
            .startAll();
    BoundedCounter first = cluster.runtime("a").crdt(stock).at("seats");
    first.increment(100);
    for (String other : List.of("b", "c")) {
      first.transfer(cluster.runtime(other).self(), 20);
    }
    assertThat(cluster.advanceUntilAgreed(Duration.ofSeconds(30))).isTrue();
    cluster.partition(Set.of("a"), Set.of("b"), Set.of("c"));
    long sold = 0;
    for (int i = 0; i < 300; i++) {
      BoundedCounter seats = cluster.runtime(NODES.get(i % 3)).crdt(stock).at("seats");
      sold += seats.decrement(1) instanceof BoundedCounter.Decrement.Done ? 1 : 0;
    }
    cluster.heal();
    assertThat(cluster.advanceUntilAgreed(Duration.ofSeconds(30))).isTrue();
    assertThat(sold).isEqualTo(100);
    assertThat(cluster.runtime("c").crdt(stock).at("seats").value()).isZero();
  }

  /** The clock of one node is half an hour ahead: what it writes must not rule the others. */
  @Test
  void aStampFarInTheFutureIsRefusedByTheOthers() {
    var names = spec("names", Crdts.lwwRegister(String.class));
    SimulatedCluster cluster =
        SimulatedCluster.of(7, "a", "b").declare(node -> node.crdt(names)).startAll();
    cluster.clock("a").offset(Duration.ofMinutes(30));
    cluster.runtime("a").crdt(names).at("k").set("from the future");
    cluster.advance(Duration.ofSeconds(5));
    assertThat(cluster.runtime("b").crdt(names).at("k").value()).isEmpty();
    cluster.runtime("b").crdt(names).at("k").set("now");
    cluster.advance(Duration.ofSeconds(5));
    assertThat(cluster.runtime("b").crdt(names).at("k").value()).contains("now");
  }

  private static void declare(DsmRuntime node) {
    KINDS.forEach(work -> node.crdt(work.spec));
  }

  private static <C> CrdtSpec<C> spec(String name, Kind<C> kind) {
    return CrdtSpec.of(new CollectionAddress("shared", "shop", name), kind);
  }

  private static String text(Random random) {
    return "e" + random.nextInt(4);
  }

  private static <K, C> Object content(ObservedRemoveMap<K, C> map, Function<C, Object> read) {
    return map.keys().stream()
        .collect(
            Collectors.toMap(
                key -> key, key -> read.apply(map.at(key)), (x, y) -> x, TreeMap::new));
  }

  private static <C> Work<C> work(
      String name, Kind<C> kind, BiConsumer<C, Random> update, Function<C, Object> read) {
    return new Work<>(name, spec(name, kind), update, read);
  }

  /** What is done with a kind, and what is read of it. */
  private record Work<C>(
      String name, CrdtSpec<C> spec, BiConsumer<C, Random> update, Function<C, Object> read) {

    void run(DsmRuntime node, Random random) {
      update.accept(node.crdt(spec).at("k" + random.nextInt(2)), random);
    }

    String content(DsmRuntime node) {
      return IntStream.range(0, 2)
          .mapToObj(i -> read.apply(node.crdt(spec).at("k" + i)).toString())
          .toList()
          .toString();
    }
  }
}
