// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.micro;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Main class: runs the measurements and prints a table. */
public final class Micro {

  private Micro() {}

  /**
   * Measures.
   *
   * @param arguments {@code --quick} for short repetitions, {@code --only} and parts of names
   */
  public static void main(String[] arguments) throws RunnerException {
    List<String> given = Arrays.asList(arguments);
    boolean quick = given.contains("--quick");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(quick ? 1 : 3)
            .warmupIterations(quick ? 3 : 5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(quick ? 5 : 10)
            .measurementTime(TimeValue.milliseconds(quick ? 300 : 500))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("-Xms512m", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow")
            .verbosity(VerboseMode.SILENT);
    int only = given.indexOf("--only");
    if (only >= 0 && only + 1 < given.size()) {
      for (String part : given.get(only + 1).split(",", -1)) {
        options = options.include(part);
      }
    } else {
      options = options.include(Micro.class.getPackageName());
    }
    print(new Runner(options.build()).run());
  }

  private static void print(Collection<RunResult> results) {
    System.out.printf(Locale.ROOT, "%-20s %12s %10s %12s%n", "operation", "ns/op", "best", "B/op");
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      String name = result.getParams().getBenchmark();
      System.out.printf(
          Locale.ROOT,
          "%-20s %12.1f %10.1f %12.1f%n",
          name.substring(name.lastIndexOf('.') + 1),
          time.getScore(),
          time.getStatistics().getMin(),
          allocated(result));
    }
    System.out.println("micro: operations=" + results.size());
  }

  /** Bytes an operation allocates on its thread and on those that work for it. */
  private static double allocated(RunResult result) {
    Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return bytes == null ? Double.NaN : bytes.getScore();
  }
}
