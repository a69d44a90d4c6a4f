// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.cli;

import io.dsm.sim.run.Report;
import io.dsm.sim.run.Shrinker;
import io.dsm.sim.run.Simulation;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Replays one seed, or searches many. */
public final class Sim {

  private static final long FIRST_SEED = 1;
  private static final int WRONG_USE = 2;
  private static final String USAGE =
      "usage: dsm sim [--seed N [--shrink] | --seeds K [--from N] [--minutes M]]";
  private static final Set<String> NUMBERS = Set.of("--seed", "--seeds", "--from", "--minutes");
  private static final String SHRINK = "--shrink";

  private final PrintStream out;
  private final LongSupplier nanos;
  private final Map<String, Long> kinds = new TreeMap<>();
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
  public static void main(String[] arguments) throws InterruptedException {
    int status = new Sim(System.out, System::nanoTime).run(arguments);
    System.out.flush();
    System.exit(status);
  }

  int run(String... arguments) throws InterruptedException {
    Map<String, Long> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals(SHRINK)) {
        options.put(SHRINK, 1L);
      } else if (NUMBERS.contains(arguments[i])
          && i + 1 < arguments.length
          && arguments[i + 1].matches("\\d{1,18}")) {
        options.put(arguments[i], Long.parseLong(arguments[++i]));
      } else {
        out.println("sim: cannot read '" + arguments[i] + "'; nothing was run\n" + USAGE);
        return WRONG_USE;
      }
    }
    act(options);
    out.println("sim: faults by kind: " + kinds);
    out.printf(
        "sim: seeds=%d ops=%d faults=%d simulated=%s violations=%d%n",
        seeds, operations, faults, words(simulated), violations);
    return violations == 0 ? 0 : 1;
  }

  private void act(Map<String, Long> options) throws InterruptedException {
    Long one = options.get("--seed");
    if (one == null) {
      search(
          options.getOrDefault("--from", FIRST_SEED),
          options.getOrDefault("--seeds", 100L),
          options.getOrDefault("--minutes", Long.MAX_VALUE / 100_000_000_000L));
    } else if (options.containsKey(SHRINK)) {
      shrink(one);
    } else {
      replay(one, new Simulation(one));
    }
  }

  private void shrink(long seed) {
    new Shrinker(() -> new Simulation(seed))
        .shrink()
        .ifPresentOrElse(
            shrunk -> {
              replay(seed, shrunk.simulation());
              out.println("sim: " + shrunk.words());
            },
            () ->
                out.println("sim: seed " + seed + " violates nothing; there is nothing to shrink"));
  }

  private void replay(long seed, Simulation simulation) {
    Report report = simulation.listener(out::println).run();
    out.printf("sim: seed %d, trace hash %016x%n", seed, report.traceHash());
    count(report);
  }

  /** Every seed runs on one thread, several at once. */
  private void search(long from, long count, long minutes) throws InterruptedException {
    long end = nanos.getAsLong() + minutes * 60_000_000_000L;
    AtomicLong next = new AtomicLong(from);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(
          Thread.ofPlatform()
              .name("sim-" + i)
              .start(
                  () -> {
                    long seed = next.getAndIncrement();
                    while (seed < from + count && nanos.getAsLong() - end < 0) {
                      count(new Simulation(seed).run());
                      seed = next.getAndIncrement();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private synchronized void count(Report report) {
    seeds++;
    operations += report.operations();
    faults += report.faults();
    report.kinds().forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
    simulated = simulated.plus(report.simulated());
    violations += report.violations().size();
    if (!report.isClean()) {
      tell(report);
    }
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
