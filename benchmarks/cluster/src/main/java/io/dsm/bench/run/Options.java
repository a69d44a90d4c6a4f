// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param quick few repetitions, short ones, an end within eight minutes
 * @param only parts of names of experiments; all if empty
 * @param systems which to run; all that are built if empty
 * @param repetitions of each measurement
 * @param seconds after which a quick run begins nothing new
 * @param benchmarks folder of the built benchmarks
 * @param results folder for the results
 */
record Options(
    boolean quick,
    List<String> only,
    List<String> systems,
    int repetitions,
    int seconds,
    Path benchmarks,
    Path results) {

  static Options parse(List<String> arguments) {
    Deque<String> left = new ArrayDeque<>(arguments);
    boolean quick = false;
    List<String> only = new ArrayList<>();
    List<String> systems = new ArrayList<>();
    int repetitions = 0;
    int seconds = 0;
    Path benchmarks = Path.of("benchmarks");
    while (!left.isEmpty()) {
      switch (left.pop()) {
        case "--quick" -> quick = true;
        case "--only" -> only.addAll(List.of(value(left, "--only").split(",", -1)));
        case "--systems" -> systems.addAll(List.of(value(left, "--systems").split(",", -1)));
        case "--repeat" -> repetitions = Integer.parseInt(value(left, "--repeat"));
        case "--seconds" -> seconds = Integer.parseInt(value(left, "--seconds"));
        case "--benchmarks" -> benchmarks = Path.of(value(left, "--benchmarks"));
        case String other ->
            throw new IllegalArgumentException(
                "unknown option "
                    + other
                    + "; there are --quick, --only NAME[,NAME],"
                    + " --systems NAME[,NAME], --repeat N, --seconds N");
      }
    }
    return new Options(
        quick,
        List.copyOf(only),
        List.copyOf(systems),
        repetitions > 0 ? repetitions : quick ? 3 : 5,
        seconds > 0 ? seconds : quick ? 420 : 36_000,
        benchmarks,
        benchmarks.resolve("results"));
  }

  boolean wants(Experiment experiment) {
    return only.isEmpty()
        || only.stream()
            .anyMatch(
                it ->
                    experiment.name().contains(it)
                        || experiment.lines().stream().anyMatch(line -> line.name().contains(it)));
  }

  boolean wants(Known system) {
    return systems.isEmpty() || systems.contains(system.column());
  }

  private static String value(Deque<String> left, String option) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException("option " + option + " needs a value");
    }
    return left.pop();
  }
}
