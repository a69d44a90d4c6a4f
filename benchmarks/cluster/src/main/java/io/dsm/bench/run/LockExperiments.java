// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import static io.dsm.bench.report.Line.less;
import static io.dsm.bench.report.Line.more;

import io.dsm.bench.report.Line;
import io.dsm.bench.report.Line.Goal;
import io.dsm.bench.run.Experiment.Setup;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Locks and leases, and what happens when their holder dies. */
final class LockExperiments {

  private static final int MANY = 10_000;

  private LockExperiments() {}

  static List<Experiment> all(boolean quick) {
    int millis = quick ? 500 : 3_000;
    return List.of(
        pairs("lock-leader", "lock acquire + release, from the leader", true, 1, millis),
        pairs("lock-follower", "lock acquire + release, from a follower", false, 1, millis),
        pairs("lock-follower-16", "the same, 16 callers, a lock each", false, 16, millis),
        new Experiment(
            "lock-check",
            Setup.LOCAL,
            0,
            List.of(less("lock-check", "lease validity check", "ns", "jdk", Goal.reach(50))),
            LockExperiments::check));
  }

  static List<Experiment> processEach(boolean quick) {
    long patience = quick ? 15_000 : 70_000;
    return List.of(
        new Experiment(
            "failover-crash",
            Setup.PROCESS_EACH,
            quick ? 1 : 3,
            List.of(failover("failover-crash", "lock of a killed process, next owner")),
            (cluster, warmUp) -> failover(cluster, "failover-crash", false, patience)),
        new Experiment(
            "failover-hang",
            Setup.PROCESS_EACH,
            quick ? 1 : 3,
            List.of(failover("failover-hang", "lock of a frozen process, next owner")),
            (cluster, warmUp) -> failover(cluster, "failover-hang", true, patience)));
  }

  /** Only DSM can hold so many in a time worth waiting for. */
  static Experiment manyHeld() {
    return new Experiment(
        "leases-held",
        Setup.PROCESS_EACH,
        1,
        List.of(
            less("leases-held", "10,000 leases held, one node", "% of a core", "", Goal.reach(1))),
        LockExperiments::held);
  }

  private static Line failover(String name, String title) {
    return less(name, title, "ms", "", Goal.ahead(1));
  }

  private static Experiment pairs(
      String name, String title, boolean fromLeader, int callers, int millis) {
    String floor = fromLeader ? "" : "jgroups";
    return new Experiment(
        name,
        Setup.ONE_PROCESS,
        0,
        List.of(more(name, title, "pairs/s", floor, Goal.ahead(2))),
        (cluster, warmUp) -> {
          int node = node(cluster, fromLeader);
          Answers answers =
              cluster.runOn(node, "lock-pairs", Map.of("callers", callers, "millis", millis));
          return MapExperiments.callers(name, answers);
        });
  }

  /** A node that leads or does not. */
  private static int node(Cluster cluster, boolean leader) throws Failed, Failed.NotOffered {
    Answers answers = cluster.run("lock-leader", Map.of());
    for (int i = Cluster.NODES - 1; i >= 0; i--) {
      if (answers.is(i, "leader") == leader) {
        return i;
      }
    }
    return leader ? 0 : Cluster.NODES - 1;
  }

  private static Measured check(Cluster cluster, boolean warmUp) throws Failed, Failed.NotOffered {
    Answers answers =
        cluster.runOn(0, "lock-check", Map.of("millis", warmUp ? 1_000 : 300, "batch", 1_024));
    return new Measured()
        .line("lock-check", answers.of(0, "best"))
        .beside("mean-ns", answers.of(0, "ns"))
        .beside("allocated-bytes", answers.of(0, "bytes"));
  }

  /** The first node holds a lock and dies; the last one, which has waited, gets it. */
  private static Measured failover(Cluster cluster, String name, boolean hang, long patience)
      throws IOException, Failed, Failed.NotOffered {
    String lock = name + cluster.nextRun() + "-";
    cluster.runOn(0, "lock-keep", Map.of("lock", lock));
    ChildProcess waiting = cluster.process(Cluster.NODES - 1);
    waiting.send(Cluster.command(Cluster.NODES - 1, "lock-wait", Map.of("lock", lock)));
    pause(300);
    long gone = System.nanoTime();
    ChildProcess holder = cluster.process(0);
    if (hang) {
      holder.signal("STOP");
    } else {
      holder.kill();
    }
    try {
      Answers answers = new Answers();
      answers.take(waiting.answer(patience));
      return new Measured().line(name, (answers.of(2, "acquired") - gone) / 1e6);
    } finally {
      holder.kill();
      cluster.spoil();
    }
  }

  private static Measured held(Cluster cluster, boolean warmUp) throws Failed, Failed.NotOffered {
    if (!cluster.system().name().equals("dsm")) {
      throw new Failed.NotOffered("so many leases");
    }
    long begin = System.nanoTime();
    Answers answers =
        cluster.runOn(0, "lock-keep", Map.of("lock", "many-", "count", MANY, "callers", 64));
    double seconds = (answers.of(0, "acquired") - begin) / 1e9;
    pause(2_000);
    double cores = ProcessFiles.cores(List.of(cluster.pids().getFirst()), 4_000);
    cluster.spoil();
    return new Measured().line("leases-held", 100 * cores).beside("acquired/s", MANY / seconds);
  }

  static void pause(long millis) throws Failed {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }
}
