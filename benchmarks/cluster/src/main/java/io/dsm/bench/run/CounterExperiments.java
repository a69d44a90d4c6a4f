// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import static io.dsm.bench.report.Line.less;
import static io.dsm.bench.report.Line.more;

import io.dsm.bench.report.Line.Goal;
import io.dsm.bench.run.Experiment.Setup;
import java.util.List;
import java.util.Map;

/** The replicated counter. */
final class CounterExperiments {

  private CounterExperiments() {}

  static List<Experiment> all(boolean quick) {
    int millis = quick ? 500 : 3_000;
    return List.of(
        new Experiment(
            "counter-add",
            Setup.LOCAL,
            0,
            List.of(less("counter-add", "counter add, local", "ns", "jdk", Goal.reach(80))),
            CounterExperiments::add),
        new Experiment(
            "counter-rate",
            Setup.ONE_PROCESS,
            0,
            List.of(
                more(
                    "counter-rate",
                    "counter adds of 3 nodes, converged",
                    "adds/s",
                    "",
                    Goal.reach(10_000_000))),
            (cluster, warmUp) -> rate(cluster, millis)),
        new Experiment(
            "counter-visible",
            Setup.ONE_PROCESS,
            0,
            List.of(
                less("counter-visible-p50", "counter add to visible, p50", "µs", "", Goal.ahead(1)),
                less(
                    "counter-visible-p99",
                    "counter add to visible, p99",
                    "µs",
                    "",
                    Goal.reach(10_000))),
            (cluster, warmUp) -> visible(cluster, quick)));
  }

  private static Measured add(Cluster cluster, boolean warmUp) throws Failed, Failed.NotOffered {
    Map<String, Object> arguments = Map.of("millis", warmUp ? 1_000 : 300, "batch", 64);
    Answers answers = cluster.runOn(0, "add-locally", arguments);
    return new Measured()
        .line("counter-add", answers.of(0, "ns"))
        .beside("best-ns", answers.of(0, "best"))
        .beside("allocated-bytes", answers.of(0, "bytes"));
  }

  private static Measured rate(Cluster cluster, int millis) throws Failed, Failed.NotOffered {
    settle(cluster);
    Answers answers = cluster.run("add-everywhere", Map.of("millis", millis));
    Answers agreed = settle(cluster);
    double start = answers.of(0, "start");
    double added = answers.sum("added");
    return new Measured()
        .line("counter-rate", 1e9 * added / (agreed.greatest("converged") - start))
        .beside("accepted/s", 1e9 * added / (answers.greatest("accepted") - start))
        .beside("lag-ms", (agreed.greatest("converged") - answers.greatest("accepted")) / 1e6)
        .cost(answers, added);
  }

  private static Measured visible(Cluster cluster, boolean quick) throws Failed, Failed.NotOffered {
    settle(cluster);
    Answers answers =
        cluster.run(
            "add-visible", Map.of("expected", cluster.added(), "count", quick ? 200 : 1_000));
    return MapExperiments.latencies("counter-visible", answers, 1e3);
  }

  /** Waits until all nodes know all additions. */
  private static Answers settle(Cluster cluster) throws Failed, Failed.NotOffered {
    return cluster.run("await-sum", Map.of("expected", cluster.added()));
  }
}
