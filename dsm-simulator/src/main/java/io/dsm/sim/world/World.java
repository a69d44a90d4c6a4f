// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.world;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cluster.Member;
import io.dsm.cluster.Voters;
import io.dsm.crdt.VersionVector;
import io.dsm.sim.oracle.History;
import io.dsm.sim.oracle.Promises;
import io.dsm.sim.oracle.RefHistory;
import io.dsm.sim.oracle.Trace;
import io.dsm.sim.oracle.Verdict;
import io.dsm.testkit.Sabotage;
import io.dsm.testkit.SimulatedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The cluster of one run, the sites of nodes that run, all chance, and what is written down. */
public final class World {

  // Large and odd, so that no two parts of any runs are alike.
  private static final long SPREAD_SEEDS = 0x9E3779B97F4A7C15L;
  private static final long SPREAD_STEPS = 0xC2B2AE3D27D4EB4FL;

  /** In runs of these seeds nobody changes who votes: known mistakes are looked for there. */
  private static final long SETTLED_SEEDS = 1_000;

  private final SimulatedCluster cluster;
  private final long seed;
  private final Promises promises = new Promises();
  private final Set<String> allowed = new TreeSet<>();
  private SplittableRandom random;
  private final boolean votersChange;
  private final Set<String> everVoters;
  private final Set<String> alwaysVoters;
  private List<String> voters;
  private final Trace trace;
  private final Verdict verdict = new Verdict();
  private final History history = new History();
  private final RefHistory refs = new RefHistory();
  private final Map<String, Site> sites = new TreeMap<>();
  private final Map<Member, Site> lives = new HashMap<>();
  private final List<Consumer<Site>> openers = new ArrayList<>();

  /**
   * @param settings of all nodes
   */
  public World(
      long seed, Sabotage sabotage, Map<String, String> settings, Consumer<String> listener) {
    this.seed = seed;
    this.random = new SplittableRandom(seed ^ 0x5eedL);
    this.voters = random.nextInt(3) == 0 ? names("n", 5) : names("n", 3);
    this.everVoters = new TreeSet<>(voters);
    this.alwaysVoters = new TreeSet<>(voters);
    this.votersChange = seed > SETTLED_SEEDS && seed % 4 == 0;
    this.cluster = SimulatedCluster.sabotaged(seed, sabotage, voters.toArray(String[]::new));
    // Removals shall be forgotten within a run, as soon as all members have them.
    cluster.setting("tombstone.grace", "5s");
    // Voters shall begin from snapshots, too.
    cluster.setting("consensus.snapshot-every", "40");
    settings.forEach(cluster::setting);
    this.trace = new Trace(listener);
    if (voters.size() == 3) {
      int others = random.nextInt(3);
      names("x", votersChange ? 2 : others).forEach(cluster::add);
    }
    cluster.declare(Specs::declare);
  }

  private static List<String> names(String prefix, int count) {
    return java.util.stream.IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
  }

  public SimulatedCluster cluster() {
    return cluster;
  }

  public SplittableRandom random() {
    return random;
  }

  /**
   * Begins a part of a run. Its chance depends on nothing that was drawn before, so that another
   * part can be left out.
   */
  public void part(int step, int part) {
    random = new SplittableRandom(seed * SPREAD_SEEDS + step * SPREAD_STEPS + part);
  }

  /** What nodes have promised to keep. */
  public Promises promises() {
    return promises;
  }

  /** From now on nodes may log errors that have to do with something. */
  public void allow(String error) {
    allowed.add(error);
  }

  /** Whether nodes may log that. */
  public boolean isAllowed(String error) {
    return allowed.stream().anyMatch(error::contains);
  }

  public void replaceDisk(String name) {
    note("empty disk for " + name);
    promises.forget(name);
    cluster.replaceDisk(name);
  }

  /** Who votes by the setting that nodes find when they start now. */
  public List<String> voters() {
    return voters;
  }

  /** Whether that setting changes during this run. */
  public boolean votersChange() {
    return votersChange;
  }

  /** Nodes that start from now on find another setting. */
  public void voters(List<String> names) {
    note("voters set to " + names);
    voters = List.copyOf(names);
    everVoters.addAll(names);
    alwaysVoters.retainAll(names);
    cluster.voters(Voters.of(names.toArray(String[]::new)));
  }

  /** Who votes by any setting of this run. */
  public Set<String> everVoters() {
    return everVoters;
  }

  /** Who votes by all settings of this run. */
  public Set<String> alwaysVoters() {
    return alwaysVoters;
  }

  public Trace trace() {
    return trace;
  }

  public Verdict verdict() {
    return verdict;
  }

  public History history() {
    return history;
  }

  public RefHistory refs() {
    return refs;
  }

  public long nowMillis() {
    return cluster.now().toMillis();
  }

  public void note(String event) {
    trace.note(nowMillis(), event);
  }

  /** Does something with every site when it opens. */
  public void whenOpened(Consumer<Site> opener) {
    openers.add(opener);
  }

  /** Sites of all running nodes, paused ones included. */
  public List<Site> sites() {
    return List.copyOf(sites.values());
  }

  /** Sites whose process runs. */
  public List<Site> awake() {
    return sites.values().stream().filter(site -> !cluster.isPaused(site.name())).toList();
  }

  /** What a life knows, or knew when it ended. */
  public VersionVector knownTo(Member life) {
    Site site = lives.get(life);
    return site == null ? VersionVector.EMPTY : site.known();
  }

  /** Whoever starts a node sees to it that its disk works and has room. */
  public void start(String name) {
    cluster.failSync(name, false);
    cluster.fillDisk(name, false);
    cluster.failVoterSync(name, false);
    cluster.fillVoterDisk(name, false);
    DsmRuntime node = cluster.start(name);
    Site site = Site.open(name, node);
    sites.put(name, site);
    lives.put(site.member(), site);
    note("start " + node.self());
    openers.forEach(opener -> opener.accept(site));
  }

  /** The same with a disk that is not as it should be; why it refuses, if it does. */
  public Optional<String> tryToStart(String name) {
    try {
      start(name);
      return Optional.empty();
    } catch (DsmException.Fatal refusal) {
      return Optional.of(String.valueOf(refusal.getMessage()));
    }
  }

  public void crash(String name, boolean powerLost) {
    sites.remove(name);
    note((powerLost ? "power cut " : "kill ") + name);
    if (powerLost) {
      cluster.cutPower(name);
    } else {
      cluster.crash(name);
    }
  }

  public void leave(String name) {
    sites.remove(name);
    note("leave " + name);
    cluster.leave(name);
  }

  public void advance(Duration duration) {
    cluster.advance(duration);
  }

  /** One of them. */
  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
