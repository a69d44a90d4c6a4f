// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import static io.dsm.bench.report.Line.less;
import static io.dsm.bench.report.Line.more;

import io.dsm.bench.report.Line.Goal;
import io.dsm.bench.run.Experiment.Setup;
import java.util.List;
import java.util.Map;

/** The replicated map: read, write, see. */
final class MapExperiments {

  private static final int ENTRIES = 10_000;

  private MapExperiments() {}

  static List<Experiment> all(boolean quick) {
    int millis = quick ? 500 : 3_000;
    return List.of(
        new Experiment(
            "local-read",
            Setup.LOCAL,
            0,
            List.of(less("local-read", "local read", "ns", "jdk", new Goal(5, 1.4, 0))),
            MapExperiments::read),
        put("put-1-writer", "put, local ack, converged: 1 writer", 1, millis, Setup.ONE_PROCESS),
        put("put-3-writers", "put, local ack, converged: 3 writers", 3, millis, Setup.ONE_PROCESS),
        visible("put-visible", "put to visible elsewhere, idle", Setup.ONE_PROCESS, quick),
        acknowledged("put-majority-1", "put, majority ack, 1 caller", 1, millis, Setup.ONE_PROCESS),
        acknowledged(
            "put-majority-16", "put, majority ack, 16 callers", 16, millis, Setup.ONE_PROCESS),
        acknowledged(
            "put-majority-64", "put, majority ack, 64 callers", 64, millis, Setup.ONE_PROCESS),
        open(millis));
  }

  static List<Experiment> processEach(boolean quick) {
    int millis = quick ? 500 : 3_000;
    return List.of(
        put("put-3-writers-3p", "the same, a process each", 3, millis, Setup.PROCESS_EACH),
        visible("put-visible-3p", "put to visible, a process each", Setup.PROCESS_EACH, quick),
        acknowledged(
            "put-majority-1-3p",
            "put, majority ack, 1 caller, a process each",
            1,
            millis,
            Setup.PROCESS_EACH),
        acknowledged(
            "put-majority-16-3p",
            "put, majority ack, 16 callers, a process each",
            16,
            millis,
            Setup.PROCESS_EACH));
  }

  private static Measured read(Cluster cluster, boolean warmUp) throws Failed, Failed.NotOffered {
    Map<String, Object> fill = Map.of("entries", ENTRIES, "keys", "read");
    if (warmUp) {
      cluster.runOn(0, "fill", fill);
    }
    Map<String, Object> arguments =
        Map.of("entries", ENTRIES, "keys", "read", "millis", warmUp ? 1_000 : 300);
    Answers answers = cluster.runOn(0, "read", arguments);
    return new Measured()
        .line("local-read", answers.of(0, "best"))
        .beside("mean-ns", answers.of(0, "ns"))
        .beside("allocated-bytes", answers.of(0, "bytes"));
  }

  private static Experiment put(String name, String title, int writers, int millis, Setup setup) {
    return new Experiment(
        name,
        setup,
        0,
        List.of(more(name, title, "entries/s", "jgroups", Goal.ahead(5))),
        (cluster, warmUp) -> {
          Answers answers =
              cluster.run(
                  "put-until-converged",
                  Map.of(
                      "writers", writers,
                      "run", cluster.nextRun(),
                      "entries", ENTRIES,
                      "keys", name,
                      "millis", warmUp ? Math.min(millis, 1_000) : millis));
          double written = answers.sum("written");
          double start = answers.of(0, "start");
          return new Measured()
              .line(name, 1e9 * written / (answers.greatest("converged") - start))
              .beside("accepted/s", 1e9 * written / (answers.greatest("accepted") - start))
              .beside(
                  "lag-ms", (answers.greatest("converged") - answers.greatest("accepted")) / 1e6)
              .cost(answers, written);
        });
  }

  private static Experiment visible(String name, String title, Setup setup, boolean quick) {
    int count = quick ? 400 : 3_000;
    return new Experiment(
        name,
        setup,
        0,
        List.of(
            less(name + "-p50", title + ", p50", "µs", "jgroups", Goal.floor(1.4)),
            less(name + "-p99", title + ", p99", "µs", "jgroups", Goal.floor(1.4))),
        (cluster, warmUp) -> {
          Answers answers =
              cluster.run("put-visible", Map.of("keys", name + cluster.nextRun(), "count", count));
          return latencies(name, answers, 1e3);
        });
  }

  /** The time from sent to seen, in units of so many nanoseconds. */
  static Measured latencies(String name, Answers answers, double unit) {
    double[] sent = answers.list(0, "sent");
    double[] seen = answers.list(Cluster.NODES - 1, "seen");
    double[] took = new double[sent.length];
    java.util.Arrays.setAll(took, i -> (seen[i] - sent[i]) / unit);
    return new Measured()
        .line(name + "-p50", Measured.percentile(took, 50))
        .line(name + "-p99", Measured.percentile(took, 99))
        .beside("max", Measured.percentile(took, 100));
  }

  private static Experiment acknowledged(
      String name, String title, int callers, int millis, Setup setup) {
    return new Experiment(
        name,
        setup,
        0,
        List.of(more(name, title, "puts/s", "jgroups", Goal.ahead(2))),
        (cluster, warmUp) -> {
          Answers answers =
              cluster.runOn(
                  0,
                  "acknowledged-put",
                  Map.of("map", "acknowledged", "callers", callers, "millis", millis));
          return callers(name, answers);
        });
  }

  private static Experiment open(int millis) {
    return new Experiment(
        "put-majority-open",
        Setup.ONE_PROCESS,
        0,
        List.of(
            less(
                "put-majority-open",
                "put, majority ack, open loop of 500/s, p99",
                "µs",
                "jgroups",
                Goal.ahead(1))),
        (cluster, warmUp) -> {
          Answers answers =
              cluster.runOn(
                  0,
                  "acknowledged-put",
                  Map.of("map", "acknowledged", "callers", 4, "rate", 500, "millis", 2 * millis));
          return new Measured()
              .line("put-majority-open", answers.of(0, "p99"))
              .beside("p50-us", answers.of(0, "p50"))
              .beside("max-us", answers.of(0, "max"))
              .beside("rate", answers.of(0, "rate"));
        });
  }

  /** Rate as the line, percentiles and cost beside it. */
  static Measured callers(String name, Answers answers) {
    int node = answers.of(0, "operations") > 0 ? 0 : answers.of(1, "operations") > 0 ? 1 : 2;
    return new Measured()
        .line(name, answers.of(node, "rate"))
        .beside("p50-us", answers.of(node, "p50"))
        .beside("p99-us", answers.of(node, "p99"))
        .beside("p99.9-us", answers.of(node, "p999"))
        .cost(answers, answers.of(node, "operations"));
  }
}
