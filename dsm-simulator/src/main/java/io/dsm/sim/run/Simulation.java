// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.run;

import io.dsm.sim.fault.Faults;
import io.dsm.sim.invariant.CrdtValues;
import io.dsm.sim.invariant.GreatestWins;
import io.dsm.sim.invariant.Invariant;
import io.dsm.sim.invariant.Leases;
import io.dsm.sim.invariant.LeasesServed;
import io.dsm.sim.invariant.Locks;
import io.dsm.sim.invariant.LocksServed;
import io.dsm.sim.invariant.NothingLost;
import io.dsm.sim.invariant.NothingReturns;
import io.dsm.sim.invariant.RefsLinearizable;
import io.dsm.sim.invariant.ReplicasIdentical;
import io.dsm.sim.invariant.Watchers;
import io.dsm.sim.oracle.Alarms;
import io.dsm.sim.workload.Workload;
import io.dsm.sim.world.World;
import io.dsm.testkit.Sabotage;
import io.dsm.testkit.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One run from one seed: start, storm, quiet, judgement. */
public final class Simulation {

  static final int STEPS = 800;
  private static final int STEP_MILLIS = 60;
  private static final int STEPS_BETWEEN_VALIDATIONS = 25;

  /** Few, because repair soon makes good what a mistake leaves behind. */
  private static final int STEPS_BETWEEN_JUDGEMENTS = 3;

  /** Longer than any value or lease lives. */
  private static final Duration QUIET = Duration.ofSeconds(6);

  private static final GreatestWins GREATEST = new GreatestWins();
  private static final CrdtValues VALUES = new CrdtValues();

  private final long seed;
  private Sabotage sabotage = Sabotage.NONE;
  private Map<String, String> settings = Map.of();
  private Schedule schedule = Schedule.all(STEPS);
  private Set<String> judged = Set.of();
  private int stepsDone;
  private Consumer<String> listener = line -> {};
  private Consumer<SimulatedCluster> bias = cluster -> {};

  public Simulation(long seed) {
    this.seed = seed;
  }

  /** Breaks a promise on purpose. */
  public Simulation sabotage(Sabotage breaker) {
    sabotage = breaker;
    return this;
  }

  /** Settings of all nodes. */
  public Simulation settings(Map<String, String> all) {
    settings = all;
    return this;
  }

  /** Leaves out some of it. */
  Simulation schedule(Schedule chosen) {
    schedule = chosen;
    return this;
  }

  /** Shows every line of the trace to somebody. */
  public Simulation listener(Consumer<String> reader) {
    listener = reader;
    return this;
  }

  /** Does something to the cluster after every step, to break what a {@link Sabotage} cannot. */
  public Simulation bias(Consumer<SimulatedCluster> everyStep) {
    bias = everyStep;
    return this;
  }

  /** Judges nothing but these ids, where the run is outside what the others assume. */
  public Simulation judgingOnly(String... ids) {
    judged = Set.of(ids);
    return this;
  }

  /** Runs it. Blocks for some tens of milliseconds. */
  public Report run() {
    Alarms.listen();
    Alarms.take();
    World world = new World(seed, sabotage, settings, listener);
    world.verdict().judgeOnly(judged);
    Leases leases = new Leases(world);
    Locks locks = new Locks(world, leases);
    Workload workload = new Workload(world, leases, locks);
    Runnable sample =
        () -> {
          leases.sample();
          locks.sample();
        };
    Watchers watchers = new Watchers(world);
    Faults faults = new Faults(world);
    try {
      storm(world, sample, watchers, new Work(workload, faults));
      faults.end();
      calm(world, sample, new Judged(leases, locks, watchers));
    } catch (AssertionError broken) {
      world.verdict().violated("V0", "a node contradicts itself: " + broken.getMessage());
    } catch (RuntimeException thrown) {
      world.verdict().violated("V2", "a node threw " + thrown);
    }
    Alarms.take().stream()
        .filter(error -> !world.isAllowed(error))
        .forEach(error -> world.verdict().violated("V1", "a node logged: " + error));
    world.note(world.cluster().frames() + " frames, " + world.verdict().violations());
    return new Report(
        seed,
        workload.count(),
        faults.count(),
        faults.kinds(),
        world.cluster().frames(),
        world.cluster().now(),
        world.trace().hash(),
        stepsDone,
        world.verdict().violations(),
        world.trace().last());
  }

  private record Work(Workload workload, Faults faults) {}

  private record Judged(Leases leases, Locks locks, Watchers watchers) {}

  private void storm(World world, Runnable sample, Watchers watchers, Work work) {
    world.cluster().names().forEach(world::start);
    sample.run();
    for (int step = 1; step <= schedule.steps() && world.verdict().isClean(); step++) {
      stepsDone = step;
      act(world, watchers, work, step);
      bias.accept(world.cluster());
      sample.run();
      world.part(step, 4);
      world.advance(Duration.ofMillis(world.random().nextInt(STEP_MILLIS)));
      sample.run();
      if (step % STEPS_BETWEEN_VALIDATIONS == 0) {
        world.cluster().validate();
      }
      if (step % STEPS_BETWEEN_JUDGEMENTS == 0) {
        GREATEST.judgeDuring(world);
        VALUES.judgeDuring(world);
      }
    }
  }

  private void act(World world, Watchers watchers, Work work, int step) {
    world.part(step, 1);
    if (schedule.operates(step)) {
      work.workload().act();
      world.part(step, 5);
      work.workload().lock();
    }
    work.faults().passes();
    world.part(step, 2);
    if (schedule.fails(step)) {
      work.faults().act();
      world.part(step, 6);
      work.faults().changeVoters();
    }
    world.part(step, 3);
    watchers.act();
  }

  private static void calm(World world, Runnable sample, Judged judged) {
    List<Invariant> invariants =
        List.of(
            new ReplicasIdentical(),
            GREATEST,
            VALUES,
            new NothingLost(),
            judged.watchers(),
            new LeasesServed(),
            new LocksServed(judged.locks()),
            new RefsLinearizable(),
            new NothingReturns());
    for (int i = 0; i < 10; i++) {
      world.advance(QUIET.dividedBy(10));
      sample.run();
    }
    for (Invariant invariant : invariants) {
      if (world.verdict().isClean()) {
        invariant.judge(world);
        sample.run();
      }
    }
    judged.leases().judge();
    world.cluster().validate();
  }
}
