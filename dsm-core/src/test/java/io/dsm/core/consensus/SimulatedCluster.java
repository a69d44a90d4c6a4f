// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Nodes with real consensus tiers on one thread, a bad network between them and one shared log. */
final class SimulatedCluster {

  static final LeaseSpec<String> SPEC =
      LeaseSpec.of("tenant", "app", "shards", String.class)
          .timing(Duration.ofSeconds(2), Duration.ofMillis(800), Duration.ofMillis(200))
          .build();

  final VirtualTime time = new VirtualTime();
  final Random random;
  final SharedLog log;
  final Map<String, SimulatedNode> nodes = new TreeMap<>();
  private final Map<String, MemoryJournal> journals = new HashMap<>();
  private final Map<String, Long> incarnations = new HashMap<>();
  private final Voters voters;
  double lossRate;
  double repeatRate;
  int delayMillisMax = 1;
  private long views;

  /** One life of a node. */
  record SimulatedNode(SimulatedLife life, ConsensusTier tier, LeaseCollection<String> leases) {}

  SimulatedCluster(long seed, Voters voters) {
    this.random = new Random(seed);
    this.log = new SharedLog(random);
    this.voters = voters;
  }

  SimulatedNode boot(String name) {
    long incarnation = incarnations.merge(name, 1L, Long::sum);
    Member member = new Member(NodeId.of(name), new Incarnation(incarnation));
    double rate = 0.99 + random.nextDouble() * 0.02;
    SimulatedLife life = new SimulatedLife(time, member, rate, random.nextInt(1_000_000_000));
    ConsensusTier tier =
        new ConsensusTier(
            environment(life), Optional.of((settings, machine) -> log.seat(life, machine)));
    LeaseCollection<String> leases = tier.lease(SPEC, new StringCodec());
    SimulatedNode node = new SimulatedNode(life, tier, leases);
    nodes.put(name, node);
    tier.start();
    tellViews();
    return node;
  }

  /** All who are left notice who is there. */
  void tellViews() {
    everybody(other -> other.life().soon(1_000_000, () -> other.tier().viewChanged(view())));
  }

  void kill(String name) {
    nodes.remove(name).life().die();
    if (log.leader().equals(Optional.of(NodeId.of(name)))) {
      log.nobodyLeads();
    }
  }

  private void everybody(Consumer<SimulatedNode> action) {
    new ArrayList<>(nodes.values()).forEach(action);
  }

  ClusterView view() {
    List<Member> members = nodes.values().stream().map(node -> node.life().member()).toList();
    return new ClusterView(++views, members);
  }

  private ConsensusEnvironment environment(SimulatedLife life) {
    return new ConsensusEnvironment(
        life.member(),
        voters,
        name ->
            journals.computeIfAbsent(life.member().node() + "/" + name, any -> new MemoryJournal()),
        new ReplicatedLogSettings.Ports(life, life, random::nextLong, life.executor(10_000)),
        ReplicatedLogSettings.Timing.DEFAULT,
        life.executor(20_000),
        this::view,
        (to, message) -> send(life.member(), to, message),
        Duration.ofSeconds(3));
  }

  private void send(Member from, Member to, byte[] message) {
    int copies = random.nextDouble() < repeatRate ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (random.nextDouble() >= lossRate) {
        long delay = 200_000L + random.nextInt(delayMillisMax * 1_000_000);
        time.after(delay, () -> deliver(from, to, message));
      }
    }
  }

  private void deliver(Member from, Member to, byte[] message) {
    SimulatedNode target = nodes.get(to.node().value());
    if (target != null && target.life().member().equals(to)) {
      target.life().soon(0, () -> target.tier().messageReceived(from, message));
    }
  }

  void run(Duration duration) {
    run(duration, () -> {});
  }

  void run(Duration duration, Runnable check) {
    time.runUntil(time.nowNanos() + duration.toNanos(), check);
  }
}
