// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import static io.dsm.bench.report.Line.less;
import static io.dsm.bench.report.Line.more;

import io.dsm.bench.report.Line.Goal;
import io.dsm.bench.run.Experiment.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is agreed by a majority, each line twice: with the log synced to disk, and in memory. The
 * node that is asked leads.
 */
final class ConsensusExperiments {

  private static final int[] CALLERS = {1, 16, 64};

  private ConsensusExperiments() {}

  static List<Experiment> all(boolean quick) {
    int millis = quick ? 500 : 3_000;
    List<Experiment> all = new ArrayList<>();
    for (Log log : Log.values()) {
      for (int callers : CALLERS) {
        all.add(calls("ref-set", "reference set", log, callers, millis));
      }
      for (int callers : CALLERS) {
        all.add(calls("ref-get", "reference get, linearizable", log, callers, millis));
      }
      all.add(calls("lock-pair", "lock acquire + release", log, 1, millis));
      all.add(calls("lock-pair", "lock acquire + release", log, 64, millis));
      all.add(watch(log, quick ? 200 : 1_000));
    }
    return all;
  }

  /** Where the voters keep what they have agreed on. */
  private enum Log {
    SYNCED("", ", synced", Setup.SYNCED_LOG, 2),
    MEMORY("-memory", ", in memory", Setup.MEMORY_LOG, 3);

    private final String suffix;
    private final String words;
    private final Setup setup;
    private final double ahead;

    Log(String suffix, String words, Setup setup, double ahead) {
      this.suffix = suffix;
      this.words = words;
      this.setup = setup;
      this.ahead = ahead;
    }

    /** How many times ahead of the best peer a line is to be. */
    Goal goal(String line) {
      return Goal.ahead(
          switch (line) {
            case "ref-get" -> 3;
            case "lock-pair" -> 2;
            default -> ahead;
          });
    }
  }

  private static Experiment calls(String line, String title, Log log, int callers, int millis) {
    String name = line + "-" + callers + log.suffix;
    String many = callers == 1 ? ", 1 caller" : ", " + callers + " callers";
    return new Experiment(
        name,
        log.setup,
        0,
        List.of(more(name, title + many + log.words, "ops/s", "", log.goal(line))),
        (cluster, warmUp) -> {
          Map<String, Object> arguments =
              Map.of("callers", callers, "millis", warmUp ? Math.max(millis, 1_500) : millis);
          return MapExperiments.callers(
              name, cluster.runOn(leader(cluster, line), workload(line), arguments));
        });
  }

  private static String workload(String line) {
    return line.equals("lock-pair") ? "lock-pairs" : line;
  }

  private static Experiment watch(Log log, int count) {
    String name = "ref-watch" + log.suffix;
    String title = "reference set to told to a watcher" + log.words;
    return new Experiment(
        name,
        log.setup,
        0,
        List.of(
            less(name + "-p50", title + ", p50", "µs", "", Goal.ahead(1)),
            less(name + "-p99", title + ", p99", "µs", "", Goal.reach(1_000))),
        (cluster, warmUp) -> {
          int writer = leader(cluster, "ref");
          int watcher = (writer + 1) % Cluster.NODES;
          Answers answers =
              cluster.run(
                  "ref-watch",
                  Map.of("node", writer, "watcher", watcher, "count", count, "cap", 20_000));
          return latencies(name, answers, writer, watcher);
        });
  }

  private static Measured latencies(String name, Answers answers, int writer, int watcher) {
    double[] sent = answers.list(writer, "sent");
    double[] seen = answers.list(watcher, "seen");
    double[] took = new double[sent.length];
    java.util.Arrays.setAll(took, i -> (seen[i] - sent[i]) / 1e3);
    return new Measured()
        .line(name + "-p50", Measured.percentile(took, 50))
        .line(name + "-p99", Measured.percentile(took, 99))
        .beside("max-us", Measured.percentile(took, 100));
  }

  /** The node that leads what a line is about. */
  private static int leader(Cluster cluster, String line) throws Failed, Failed.NotOffered {
    Answers answers = cluster.run(line.startsWith("lock") ? "lock-leader" : "ref-leader", Map.of());
    for (int i = 0; i < Cluster.NODES; i++) {
      if (answers.is(i, "leader")) {
        return i;
      }
    }
    return 0;
  }
}
