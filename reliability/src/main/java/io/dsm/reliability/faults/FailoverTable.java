// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measured times beside what the formula allows. */
final class FailoverTable {

  private static final long TICK_MILLIS = 500;

  /** Election included: silence of a leader, a vain round of votes, and the tick. */
  private static final long ELECTION_MILLIS = 2_000;

  private static final long TRANSFER_MILLIS = 50;

  /** A broken connection is noticed at once, asked about for half a second, and agreed upon. */
  private static final long SUSPICION_MILLIS = 1_000;

  private final Map<String, List<Long>> micros = new TreeMap<>();
  private final Map<String, Integer> elections = new TreeMap<>();
  private int over;
  private int runs;

  void add(Failover.Term term, Failover.Scenario scenario, Duration time) {
    runs++;
    micros
        .computeIfAbsent(row(term, scenario), row -> new ArrayList<>())
        .add(time.toNanos() / 1_000);
  }

  /** The run just added met an election that was no part of its scenario. */
  void elected(Failover.Term term, Failover.Scenario scenario) {
    elections.merge(row(term, scenario), 1, Integer::sum);
  }

  private static String row(Failover.Term term, Failover.Scenario scenario) {
    return term + " " + scenario;
  }

  void printHead(int times) {
    System.out.printf(
        "failover: %d times each, milliseconds, %d processors%n",
        times, Runtime.getRuntime().availableProcessors());
    System.out.printf(
        "%-8s %-31s %9s %9s %9s %9s  %s%n",
        "term", "what", "p50", "p99", "max", "allowed", "formula");
  }

  void print(Failover.Term term, Failover.Scenario scenario) {
    List<Long> sorted =
        micros.getOrDefault(row(term, scenario), List.of()).stream().sorted().toList();
    if (sorted.isEmpty()) {
      return;
    }
    long allowed = allowedMillis(term, scenario);
    long judged = scenario == Failover.Scenario.TRANSFER ? at(sorted, 0.99) : sorted.getLast();
    if (judged > allowed * 1_000) {
      over++;
    }
    System.out.printf(
        "%-8s %-31s %9.1f %9.1f %9.1f %9d  %s%s%s%n",
        term.title(),
        scenario.title(),
        at(sorted, 0.5) / 1_000.0,
        at(sorted, 0.99) / 1_000.0,
        sorted.getLast() / 1_000.0,
        allowed,
        formula(term, scenario),
        judged > allowed * 1_000 ? "  EXCEEDED" : "",
        elections.containsKey(row(term, scenario))
            ? "  (in %d runs another node came to lead)"
                .formatted(elections.get(row(term, scenario)))
            : "");
  }

  private static long at(List<Long> sorted, double part) {
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }

  private static long allowedMillis(Failover.Term term, Failover.Scenario scenario) {
    long crash =
        term == Failover.Term.FENCED_ONLY
            ? SUSPICION_MILLIS
            : term.millis() + Failover.Term.graceMillis() + TICK_MILLIS;
    return switch (scenario) {
      case OWNER_KILLED, OWNER_HUNG -> crash;
      case BOTH_KILLED -> crash + ELECTION_MILLIS;
      case LEADER_KILLED, LEADER_HUNG -> ELECTION_MILLIS + TICK_MILLIS;
      case TRANSFER -> TRANSFER_MILLIS;
    };
  }

  private static String formula(Failover.Term term, Failover.Scenario scenario) {
    if (term == Failover.Term.FENCED_ONLY) {
      return "max <= suspicion of 1 s";
    }
    return switch (scenario) {
      case OWNER_KILLED, OWNER_HUNG -> "max <= term + grace + 0.5 s";
      case BOTH_KILLED -> "max <= term + grace + 0.5 s + election of 2 s";
      case LEADER_KILLED, LEADER_HUNG -> "max <= election of 2 s + 0.5 s";
      case TRANSFER -> "p99 <= 50 ms";
    };
  }

  /** Rows that were slower than allowed. */
  int over() {
    return over;
  }

  int runs() {
    return runs;
  }
}
