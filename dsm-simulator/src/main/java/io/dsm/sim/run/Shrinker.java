// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.run;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks for the smallest schedule of a seed that still violates the same invariant: leaves out ever
 * smaller parts of the faults and operations (Zeller and Hildebrandt, "Simplifying and isolating
 * failure-inducing input", 2002). What is left cannot be made smaller by leaving out one thing,
 * unless the number of runs was not enough.
 */
public final class Shrinker {

  private static final int RUNS_MAX = 1_500;

  private final Supplier<Simulation> simulations;
  private String invariant = "";
  private int runs;

  /**
   * @param simulations makes the simulation to be shrunk, each time the same
   */
  public Shrinker(Supplier<Simulation> simulations) {
    this.simulations = simulations;
  }

  /**
   * What is left.
   *
   * @param simulation runs it, and can be given a listener
   * @param report how that went
   * @param schedule what it does
   * @param runs how many it took to find
   */
  public record Shrunk(Simulation simulation, Report report, Schedule schedule, int runs) {

    /** How small it is. */
    public String words() {
      return "%d steps with %d operations and %d turns of faults are left after %d runs"
          .formatted(
              schedule.steps(),
              schedule.operations().cardinality(),
              schedule.faults().cardinality(),
              runs);
    }
  }

  /** Blocks for seconds or minutes; empty if the seed violates nothing. */
  public Optional<Shrunk> shrink() {
    Report first = run(Schedule.all(Simulation.STEPS));
    if (first.isClean()) {
      return Optional.empty();
    }
    invariant = id(first);
    Schedule left = Schedule.all(Simulation.STEPS).until(first.steps());
    if (!violates(left)) {
      left = Schedule.all(Simulation.STEPS);
    }
    int before;
    do {
      before = size(left);
      left = fewer(left, Schedule::faults, Schedule::withFaults);
      left = fewer(left, Schedule::operations, Schedule::withOperations);
    } while (size(left) < before && runs < RUNS_MAX);
    return Optional.of(new Shrunk(simulation(left), run(left), left, runs));
  }

  private Schedule fewer(
      Schedule whole,
      Function<Schedule, BitSet> part,
      BiFunction<Schedule, BitSet, Schedule> with) {
    Schedule left = whole;
    int chunk = part.apply(left).cardinality();
    while (chunk >= 1 && runs < RUNS_MAX) {
      boolean smaller = false;
      int[] steps = part.apply(left).stream().toArray();
      for (int from = 0; from < steps.length && runs < RUNS_MAX; from += chunk) {
        BitSet kept = part.apply(left);
        for (int i = from; i < Math.min(from + chunk, steps.length); i++) {
          kept.clear(steps[i]);
        }
        Schedule candidate = with.apply(left, kept);
        if (violates(candidate)) {
          left = candidate;
          smaller = true;
        }
      }
      chunk = smaller && chunk == 1 ? 1 : chunk / 2;
    }
    return left;
  }

  private boolean violates(Schedule candidate) {
    Report report = run(candidate);
    return !report.isClean() && id(report).equals(invariant);
  }

  private Report run(Schedule schedule) {
    runs++;
    return simulation(schedule).run();
  }

  private Simulation simulation(Schedule schedule) {
    return simulations.get().schedule(schedule);
  }

  private static int size(Schedule schedule) {
    return schedule.faults().cardinality() + schedule.operations().cardinality();
  }

  private static String id(Report report) {
    String first = report.violations().getFirst();
    return first.substring(0, first.indexOf(' '));
  }
}
