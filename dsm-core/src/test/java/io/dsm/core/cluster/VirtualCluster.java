// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ConsensusEnvironment.JournalFactory;
import io.dsm.core.journal.JournalHome;
import io.dsm.core.replication.Lives;
import io.dsm.core.runtime.Node;
import io.dsm.core.runtime.NodePlan;
import io.dsm.core.runtime.Ports;
import io.dsm.core.runtime.Settings;
import io.dsm.core.runtime.Threads;
import io.dsm.core.types.clock.HybridClock;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.spi.journal.Journal;
import io.dsm.spi.probe.ProbeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Whole nodes of one cluster on one thread under virtual time. */
public final class VirtualCluster {

  public static final RegisterSpec<String> HINTS =
      RegisterSpec.of("shared", "gateway", "hints", String.class).build();
  public static final CrdtSpec<PnCounter> COUNTERS =
      CrdtSpec.counters(new CollectionAddress("shared", "gateway", "counters"));

  private final VirtualTime time;
  private final VirtualNetwork network;
  private final Map<String, VirtualNode> nodes = new LinkedHashMap<>();
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, JournalHome> homes = new TreeMap<>();
  private long lives;

  public VirtualCluster(long seed) {
    this.time = new VirtualTime(seed);
    this.network = new VirtualNetwork(time);
  }

  public VirtualTime time() {
    return time;
  }

  public VirtualNetwork network() {
    return network;
  }

  /** A setting of nodes started from now on. */
  public VirtualCluster setting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Where a node keeps its content in lives begun from now on. */
  public VirtualCluster home(String name, JournalHome home) {
    homes.put(name, home);
    return this;
  }

  public VirtualNode node(String name) {
    VirtualNode node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no node " + name);
    }
    return node;
  }

  public List<VirtualNode> nodes() {
    return List.copyOf(nodes.values());
  }

  /** Starts a node, or a new life of it, with the usual collections. */
  public VirtualNode start(String name) {
    VirtualNode node = build(name);
    node.hints = node.node.register(HINTS);
    node.counters = node.node.crdt(COUNTERS);
    node.node.start();
    return node;
  }

  /** A node that is neither started nor has any collection. */
  public VirtualNode build(String name) {
    VirtualNode node = new VirtualNode(new Member(NodeId.of(name), new Incarnation(nextLife())));
    nodes.put(name, node);
    return node;
  }

  private long nextLife() {
    long wallMillis = time.clock(new VirtualTime.Offset()).wallMillis();
    return Lives.beginning(wallMillis, (int) ++lives);
  }

  public void crash(String name) {
    VirtualNode node = node(name);
    node.alive = false;
    nodes.remove(name);
    network.crash(node.member);
  }

  public void stop(String name) {
    node(name).node.close();
    node(name).alive = false;
    nodes.remove(name);
  }

  /** Runs until all nodes hold the same, at most that long; returns whether they do. */
  public boolean converge(long millisMax) {
    boolean equal = time.runUntil(this::isConverged, millisMax);
    nodes.values().forEach(node -> node.node.engineState().validate());
    return equal;
  }

  public boolean isConverged() {
    return nodes.values().stream().map(VirtualNode::content).distinct().count() <= 1
        && nodes.values().stream().map(node -> node.node.engineState().known()).distinct().count()
            <= 1;
  }

  /** One node of the cluster with what is needed to treat it badly. */
  public final class VirtualNode {
    public final Member member;
    public final VirtualTime.Offset wall = new VirtualTime.Offset();
    public final List<ProbeEvent> observed = new ArrayList<>();
    public final Node node;
    public RegisterCollection<String> hints;
    public CrdtCollection<PnCounter> counters;
    private boolean alive = true;

    private VirtualNode(Member member) {
      this.member = member;
      BooleanSupplier living = () -> alive;
      Settings checked = Settings.of(settings);
      NodePlan plan =
          new NodePlan(
              "virtual",
              "test",
              member,
              HybridClock.inMemory(member, 500),
              Membership.multicast("239.0.0.1", 7),
              Optional.empty(),
              true,
              Duration.ofSeconds(1),
              checked,
              List.of());
      Ports ports =
          new Ports(
              time.clock(wall),
              time.timers(living),
              time.randomSource(),
              new VirtualThreads(time.executor(living)),
              network.connect(member),
              new Journals(Optional.ofNullable(homes.get(member.node().value()))),
              Optional.empty(),
              observed::add);
      this.node = new Node(plan, ports);
    }

    /** Everything applications can read. */
    public Map<String, Object> content() {
      Map<String, Object> content = new TreeMap<>();
      hints.all().forEach((key, value) -> content.put("hint " + key, value));
      counters.keys().forEach(key -> content.put("count " + key, counters.at(key).value()));
      return content;
    }
  }

  private record Journals(Optional<JournalHome> content) implements JournalFactory {
    @Override
    public Journal open(String name) {
      throw new UnsupportedOperationException("no journal " + name + " in this test");
    }
  }

  private record VirtualThreads(Executor executor) implements Threads {
    @Override
    public Executor serial(String name) {
      return executor;
    }

    @Override
    public Executor workers() {
      return executor;
    }

    @Override
    public boolean pause() {
      return false;
    }

    @Override
    public void close() {}
  }
}
