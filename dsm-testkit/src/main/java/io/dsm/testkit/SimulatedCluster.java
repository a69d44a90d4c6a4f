// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.runtime.Node;
import io.dsm.crdt.Dot;
import io.dsm.crdt.VersionVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A cluster of real nodes, with their real replication, codecs and consensus, on the thread of the
 * test and on virtual time. The seed decides everything: the same calls give the same run.
 *
 * <pre>{@code
 * SimulatedCluster cluster = SimulatedCluster.of(1, "a", "b", "c").startAll();
 * cluster.partition(Set.of("a"), Set.of("b", "c"));
 * hints(cluster.runtime("a")).put("k", "left");
 * cluster.advance(Duration.ofSeconds(5));
 * cluster.heal();
 * assertThat(cluster.advanceUntilAgreed(Duration.ofSeconds(10))).isTrue();
 * }</pre>
 *
 * <p>Nothing happens between two calls: time passes in {@link #advance} and its kin only, so a
 * stage completes there, never while it is waited for with {@code join()}; use {@link #await}.
 * Every machine has a disk: durable collections and what voters have stored survive the end of a
 * process; other collections end with the node's life.
 *
 * <p>Not thread-safe.
 */
public final class SimulatedCluster {

  private static final Duration STEP = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final VirtualTime time;
  private final SimulatedNetwork network;
  private Voters voters;
  private final Map<String, SimulatedNode> nodes = new TreeMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Sabotage sabotage;
  private final List<Consumer<DsmRuntime>> applications = new ArrayList<>();
  private Consumer<DsmRuntime> declarations = runtime -> {};

  private SimulatedCluster(long seed, List<String> voters, Sabotage sabotage) {
    this.time = new VirtualTime(seed);
    this.network = new SimulatedNetwork(time, sabotage);
    this.voters = new Voters.Listed(voters.stream().map(NodeId::of).toList());
    this.sabotage = sabotage;
    voters.forEach(this::add);
  }

  /** A cluster of voters with these names, none of them started. */
  public static SimulatedCluster of(long seed, String... voters) {
    return sabotaged(seed, Sabotage.NONE, voters);
  }

  /** The same with a promise broken, to see whether a test notices. */
  public static SimulatedCluster sabotaged(long seed, Sabotage sabotage, String... voters) {
    return new SimulatedCluster(seed, Arrays.asList(voters), sabotage);
  }

  /** A setting of nodes added from now on, by its key without the {@code dsm.} prefix. */
  public SimulatedCluster setting(String key, String value) {
    settings.put(key, value);
    nodes.replaceAll((name, node) -> node.isUp() ? node : newNode(name));
    return this;
  }

  /**
   * The voters that nodes find in their settings when they start from now on. Those that run have
   * to be restarted to read it.
   */
  public SimulatedCluster voters(Voters setting) {
    voters = setting;
    return this;
  }

  /** What every node does before each of its starts, such as opening collections. */
  public SimulatedCluster declare(Consumer<DsmRuntime> everyStart) {
    declarations = everyStart;
    return this;
  }

  /**
   * An object of the application on every node, made before each start of the node. To be called
   * before nodes start.
   */
  public <T> Beans<T> beans(Function<DsmRuntime, ? extends T> factory) {
    Beans<T> beans = new Beans<>(this, factory);
    applications.add(beans::make);
    return beans;
  }

  /** Adds a machine whose node does not vote, not started. */
  public SimulatedCluster add(String name) {
    if (nodes.putIfAbsent(name, newNode(name)) != null) {
      throw new IllegalArgumentException("there is a node " + name + " already");
    }
    return this;
  }

  private SimulatedNode newNode(String name) {
    return new SimulatedNode(
        name, new SimulatedNode.World(time, network, () -> voters, Map.copyOf(settings), sabotage));
  }

  /** Starts every node that does not run. */
  public SimulatedCluster startAll() {
    nodes.keySet().stream().filter(name -> !isUp(name)).forEach(this::start);
    return this;
  }

  /**
   * Starts a node that has never run, has left, or has crashed: with what its disk has kept.
   *
   * @throws DsmException.Fatal if it refuses to start from that
   */
  public DsmRuntime start(String name) {
    DsmRuntime runtime = node(name).begin();
    declarations.accept(runtime);
    applications.forEach(application -> application.accept(runtime));
    try {
      runtime.start();
    } catch (DsmException refused) {
      crash(name);
      throw refused;
    }
    return runtime;
  }

  /** The running node of that name. */
  public DsmRuntime runtime(String name) {
    return node(name).node();
  }

  /** What a node of such a cluster has received, of all collections; also after its end. */
  public static VersionVector known(DsmRuntime node) {
    return ((Node) node).engineState().known();
  }

  /** The dots that a CRDT of dots holds on a node of such a cluster. */
  public static Set<Dot> dots(DsmRuntime node, CollectionAddress collection, String key) {
    return ((Node) node).engineState().dots(collection, key);
  }

  /** Names of all machines, in order. */
  public List<String> names() {
    return List.copyOf(nodes.keySet());
  }

  /** Names of the nodes that run, paused ones included. */
  public List<String> running() {
    return nodes.keySet().stream().filter(this::isUp).toList();
  }

  public boolean isUp(String name) {
    return node(name).isUp();
  }

  public boolean isPaused(String name) {
    return node(name).isPaused();
  }

  /** Stops a node in order: it releases its leases and says goodbye. Takes virtual time. */
  public void leave(String name) {
    node(name).leave();
  }

  /** Ends a node without a word, as {@code kill -9} does; its disk keeps everything written. */
  public void crash(String name) {
    node(name).crash(false);
  }

  /** Ends a node as a power cut does: what it had not synced is gone. */
  public void cutPower(String name) {
    node(name).crash(true);
  }

  /**
   * Lets the next sync of the journal of durable collections fail. The node trusts that journal no
   * more in this life: it refuses further changes of durable collections.
   */
  public void failSync(String name, boolean fails) {
    node(name).disk().faults().failsSync = fails;
  }

  /** Fills the disk that durable collections are on, or makes room again. */
  public void fillDisk(String name, boolean full) {
    node(name).disk().faults().full = full;
  }

  /** Lets the next sync of what a voter keeps fail. It votes no more in this life. */
  public void failVoterSync(String name, boolean fails) {
    node(name).disk().logFaults().failsSync = fails;
  }

  /** Fills the disk that voters keep their log on, or makes room again. */
  public void fillVoterDisk(String name, boolean full) {
    node(name).disk().logFaults().full = full;
  }

  /**
   * Damages one byte of what a voter that does not run has kept; the same place again repairs it.
   *
   * @return the file it is in; empty if there was none worth it
   */
  public Optional<String> flipVoterByte(String name, long place) {
    if (isUp(name)) {
      throw new IllegalStateException("node " + name + " runs; its log was not damaged");
    }
    return node(name).disk().flip(place);
  }

  /** Whether a voter has opened that file since it was started; what is out of use, it does not. */
  public boolean voterHasRead(String name, String file) {
    return node(name).disk().hasRead(file);
  }

  /**
   * Puts a copy of another machine's disk into a machine whose node does not run, tries to start
   * its node from it, and puts its own disk back.
   *
   * @return why the node refused to start; empty if it did start, and was killed then
   */
  public Optional<String> tryClone(String from, String name) {
    SimulatedDisk disk = node(name).disk();
    SimulatedDisk own = disk.copy();
    disk.copyOf(node(from).disk());
    try {
      start(name);
      crash(name);
      return Optional.empty();
    } catch (DsmException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    } finally {
      disk.copyOf(own);
    }
  }

  /**
   * Puts an empty disk into a machine whose node does not run. A voter comes back as another one
   * and does not vote until the others have given it the place of the former.
   *
   * @throws IllegalStateException if the node runs
   */
  public void replaceDisk(String name) {
    if (isUp(name)) {
      throw new IllegalStateException("node " + name + " runs; its disk was not replaced");
    }
    node(name).disk().replace();
  }

  /** Crashes a node if it runs, and starts it. */
  public DsmRuntime restart(String name) {
    if (isUp(name)) {
      crash(name);
    }
    return start(name);
  }

  /** Stops a process without its knowledge; its clocks go on, what comes meanwhile waits. */
  public void pause(String name) {
    node(name).pause();
  }

  public void resume(String name) {
    node(name).resume();
  }

  /** Cuts the network into groups that do not hear each other. Nodes in no group hear all. */
  @SafeVarargs
  public final void partition(Set<String>... groups) {
    for (Set<String> left : groups) {
      for (Set<String> right : groups) {
        if (left != right) {
          left.forEach(from -> right.forEach(to -> cut(from, to)));
        }
      }
    }
  }

  /** Cuts one direction between two nodes. */
  public void cut(String from, String to) {
    network.block(new SimulatedNetwork.Link(from, to));
  }

  /** Mends one direction between two nodes. */
  public void mend(String from, String to) {
    network.unblock(new SimulatedNetwork.Link(from, to));
  }

  /** Makes the network whole; the weather stays. */
  public void heal() {
    network.unblockAll();
  }

  /** Whether frames from one node can get to another. */
  public boolean isOpen(String from, String to) {
    return network.isOpen(from, to);
  }

  /** What happens to frames from now on. */
  public void weather(Weather weather) {
    network.weather(weather);
  }

  /** The clocks of a machine. */
  public SimulatedClock clock(String name) {
    return node(name).clock();
  }

  /** True time since the simulation began, which no node knows. */
  public Duration now() {
    return Duration.ofNanos(time.nanos());
  }

  /** Frames sent so far, one per receiver. */
  public long frames() {
    return network.frames();
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    time.run(duration.toNanos());
  }

  /** Lets time pass until something holds, at most that long; returns whether it does. */
  public boolean advanceUntil(BooleanSupplier condition, Duration atMost) {
    Duration end = now().plus(atMost);
    while (!condition.getAsBoolean() && now().compareTo(end) < 0) {
      advance(STEP);
    }
    return condition.getAsBoolean();
  }

  /** Lets time pass until all running nodes have the same registers and CRDTs. */
  public boolean advanceUntilAgreed(Duration atMost) {
    return advanceUntil(this::isAgreed, atMost);
  }

  /** Whether all running nodes have received the same updates and hold the same content. */
  public boolean isAgreed() {
    return running().stream()
            .map(name -> node(name).node().engineState())
            .map(state -> List.of(state.known(), state.content()))
            .distinct()
            .count()
        <= 1;
  }

  /**
   * Lets time pass until a stage completes, and returns what it completed with.
   *
   * @throws AssertionError if it has not completed within a minute of virtual time
   */
  public <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    if (!advanceUntil(future::isDone, PATIENCE)) {
      throw new AssertionError("no answer within " + PATIENCE + " of virtual time");
    }
    return future.join();
  }

  /** Throws {@link AssertionError} if the inside of a node contradicts itself. */
  public void validate() {
    for (String name : new ArrayList<>(running())) {
      node(name).node().engineState().validate();
    }
  }

  private SimulatedNode node(String name) {
    SimulatedNode node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no node " + name + " among " + nodes.keySet());
    }
    return node;
  }
}
