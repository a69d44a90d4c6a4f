// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.cli;

import io.dsm.sim.run.Report;
import io.dsm.sim.run.Simulation;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Replays one seed, or searches many. */
public final class Sim {

  private static final long FIRST_SEED = 1;
  private static final int WRONG_USE = 2;
  private static final String USAGE =
      "usage: dsm sim [--seed N | --seeds K [--from N] [--minutes M]]";

  private final PrintStream out;
  private final LongSupplier nanos;
  private long seeds;
  private long operations;
  private long faults;
  private long violations;
  private Duration simulated = Duration.ZERO;

  Sim(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
  }

  /** Exits with 1 if an invariant was violated, with 2 if the arguments make no sense. */
  public static void main(String[] arguments) {
    int status = new Sim(System.out, System::nanoTime).run(arguments);
    System.out.flush();
    System.exit(status);
  }

  int run(String... arguments) {
    Map<String, Long> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      boolean known =
          java.util.Set.of("--seed", "--seeds", "--from", "--minutes").contains(arguments[i]);
      if (!known || i + 1 == arguments.length || !arguments[i + 1].matches("\\d{1,18}")) {
        out.println("sim: cannot read '" + arguments[i] + "'; nothing was run\n" + USAGE);
        return WRONG_USE;
      }
      options.put(arguments[i], Long.parseLong(arguments[i + 1]));
    }
    Long one = options.get("--seed");
    if (one != null) {
      replay(one);
    } else {
      search(
          options.getOrDefault("--from", FIRST_SEED),
          options.getOrDefault("--seeds", 100L),
          options.getOrDefault("--minutes", Long.MAX_VALUE / 100_000_000_000L));
    }
    out.printf(
        "sim: seeds=%d ops=%d faults=%d simulated=%s violations=%d%n",
        seeds, operations, faults, words(simulated), violations);
    return violations == 0 ? 0 : 1;
  }

  private void replay(long seed) {
    Report report = new Simulation(seed).listener(out::println).run();
    out.printf("sim: seed %d, trace hash %016x%n", seed, report.traceHash());
    count(report);
    report.violations().forEach(violation -> out.println("sim: violated " + violation));
  }

  private void search(long from, long count, long minutes) {
    long end = nanos.getAsLong() + minutes * 60_000_000_000L;
    for (long seed = from; seed < from + count && nanos.getAsLong() - end < 0; seed++) {
      Report report = new Simulation(seed).run();
      count(report);
      if (!report.isClean()) {
        tell(report);
      }
    }
  }

  private void count(Report report) {
    seeds++;
    operations += report.operations();
    faults += report.faults();
    simulated = simulated.plus(report.simulated());
    violations += report.violations().size();
  }

  private void tell(Report report) {
    out.println("sim: seed " + report.seed() + " violates an invariant; its last events:");
    report.lastEvents().forEach(line -> out.println("  " + line));
    report.violations().forEach(violation -> out.println("sim: violated " + violation));
    out.println("sim: replay with: ./dsm sim --seed " + report.seed());
  }

  private static String words(Duration duration) {
    return duration.toHours()
        + "h"
        + duration.toMinutesPart()
        + "m"
        + duration.toSecondsPart()
        + "s";
  }
}
