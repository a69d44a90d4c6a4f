// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import static io.dsm.bench.report.Line.less;

import io.dsm.bench.report.Line.Goal;
import io.dsm.bench.run.Experiment.Setup;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Starting, idling, holding many entries, and how a new node gets them. */
final class LifeExperiments {

  private static final int LAST = Cluster.NODES - 1;

  private LifeExperiments() {}

  static List<Experiment> all(boolean quick) {
    Experiment small =
        new Experiment(
            "many-entries",
            Setup.ONE_PROCESS,
            quick ? 1 : 3,
            List.of(
                less("heap", "heap per entry of 200 B, a node", "B", "", Goal.ahead(1)),
                less("join-100k", "join of 100,000 entries", "ms", "", Goal.reach(1_000))),
            (cluster, warmUp) -> many(cluster, 100_000, 3));
    Experiment large =
        new Experiment(
            "join-1m",
            Setup.ONE_PROCESS,
            1,
            List.of(less("join-1m", "join of 1,000,000 entries", "ms", "", Goal.reach(8_000))),
            (cluster, warmUp) -> million(cluster));
    return quick ? List.of(small) : List.of(small, large);
  }

  static List<Experiment> processEach(boolean quick) {
    return List.of(
        new Experiment(
            "start",
            Setup.PROCESS_EACH,
            quick ? 1 : 3,
            List.of(
                less("start", "start of three processes, until whole", "ms", "", Goal.ahead(1)),
                less(
                    "idle-cpu",
                    "idle processor time, three nodes",
                    "% of a core",
                    "",
                    Goal.ahead(1)),
                less("resident", "resident memory, a node", "MiB", "", Goal.ahead(1))),
            (cluster, warmUp) -> start(cluster, quick)),
        new Experiment(
            "join-disturbance",
            Setup.PROCESS_EACH,
            quick ? 1 : 3,
            List.of(
                less(
                    "join-disturbance",
                    "p99 of other puts during a join, 1 = before",
                    "times",
                    "",
                    Goal.reach(2))),
            (cluster, warmUp) -> disturbance(cluster)));
  }

  private static Measured start(Cluster cluster, boolean quick) throws Failed {
    LockExperiments.pause(3_000);
    Measured measured =
        new Measured()
            .line("start", cluster.startMillis())
            .line("idle-cpu", 100 * ProcessFiles.cores(cluster.pids(), quick ? 3_000 : 20_000))
            .line("resident", ProcessFiles.residentMiB(cluster.pids()) / Cluster.NODES);
    if (!quick) {
      cluster.spoil();
    }
    return measured;
  }

  private static Measured many(Cluster cluster, int entries, int joins)
      throws Failed, Failed.NotOffered {
    Map<String, Object> fill = fill(cluster, entries);
    double empty = cluster.heapUsed();
    cluster.run("fill", fill);
    LockExperiments.pause(1_000);
    double full = cluster.heapUsed();
    double[] took = new double[joins];
    for (int i = 0; i < joins; i++) {
      took[i] = join(cluster, fill);
    }
    return new Measured()
        .line("heap", (full - empty) / entries / Cluster.NODES)
        .line("join-100k", Measured.percentile(took, 50));
  }

  private static Measured million(Cluster cluster) throws Failed, Failed.NotOffered {
    Map<String, Object> fill = fill(cluster, 1_000_000);
    cluster.run("fill", fill);
    LockExperiments.pause(1_000);
    Measured measured = new Measured().line("join-1m", join(cluster, fill));
    cluster.spoil();
    return measured;
  }

  /** Milliseconds from the start of a node until it has everything. */
  private static double join(Cluster cluster, Map<String, Object> fill)
      throws Failed, Failed.NotOffered {
    cluster.stopNode(LAST);
    LockExperiments.pause(500);
    long begin = System.nanoTime();
    cluster.startNode(LAST);
    Answers answers = cluster.runOn(LAST, "await-fill", fill);
    return (answers.of(LAST, "converged") - begin) / 1e6;
  }

  /** The first node puts at a steady rate, once in peace, once while the last node joins. */
  private static Measured disturbance(Cluster cluster)
      throws IOException, Failed, Failed.NotOffered {
    Map<String, Object> fill = fill(cluster, 100_000);
    Map<String, Object> steady =
        Map.of("callers", 1, "rate", 1_000, "millis", 2_000, "keys", "steady", "map", "local");
    cluster.run("fill", fill);
    cluster.runOn(0, "acknowledged-put", steady);
    double before = cluster.runOn(0, "acknowledged-put", steady).of(0, "p99");
    cluster.stopNode(LAST);
    LockExperiments.pause(500);
    ChildProcess writer = cluster.process(0);
    writer.send(Cluster.command(0, "acknowledged-put", steady));
    LockExperiments.pause(200);
    long begin = System.nanoTime();
    cluster.startNode(LAST);
    double joined = cluster.runOn(LAST, "await-fill", fill).of(LAST, "converged");
    Answers answers = new Answers();
    answers.take(writer.answer());
    return new Measured()
        .line("join-disturbance", answers.of(0, "p99") / before)
        .beside("p99-before-us", before)
        .beside("p99-during-us", answers.of(0, "p99"))
        .beside("join-ms", (joined - begin) / 1e6);
  }

  private static Map<String, Object> fill(Cluster cluster, int entries) {
    return Map.of(
        "entries", entries, "keys", "many-" + cluster.nextRun() + "-" + entries, "cap", 90_000);
  }
}
