// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import io.dsm.bench.report.Chart;
import io.dsm.bench.report.Line;
import io.dsm.bench.report.Machine;
import io.dsm.bench.report.Percentiles;
import io.dsm.bench.report.ResultFile;
import io.dsm.bench.report.Table;
import io.dsm.bench.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Main class: runs what the command line asks for, prints the table, writes the results. */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws IOException {
    Options options = Options.parse(List.of(arguments));
    List<Known> systems =
        Known.ALL.stream()
            .filter(options::wants)
            .filter(it -> it.isBuilt(options.benchmarks()))
            .toList();
    Map<String, Object> circumstances = new LinkedHashMap<>();
    circumstances.put("machine", Machine.describe());
    circumstances.put("arguments", List.of(arguments));
    List<Experiment> first = Experiments.oneProcess(options.quick());
    List<Experiment> second = Experiments.processEach(options.quick());
    try (Runner runner = new Runner(options, systems)) {
      System.err.println("bench: systems " + systems.stream().map(Known::name).toList());
      System.err.println("bench: logs in " + runner.scratch());
      runner.run(first);
      runner.closeClusters();
      runner.run(second);
      runner.closeClusters();
      List<Line> lines = new ArrayList<>(Experiments.lines(options, first, second));
      footprint(options, systems, runner, lines);
      circumstances.put("settings", runner.settings());
      circumstances.put("load-at-end", Machine.describe().getOrDefault("load-average", -1));
      report(options, systems, runner, lines, circumstances);
    }
    // Threads of a process that does not answer must not keep this one.
    Runtime.getRuntime().halt(0);
  }

  private static void footprint(
      Options options, List<Known> systems, Runner runner, List<Line> lines) throws IOException {
    if (!options.only().isEmpty() && !options.only().contains("footprint")) {
      return;
    }
    for (Known system : systems) {
      if (!system.name().equals("jdk") && !system.isVariant()) {
        double bytes = system.jarBytes(options.benchmarks());
        runner.figures().add("footprint", system.name(), bytes / (1 << 20));
      }
    }
    lines.add(Line.less("footprint", "jars in total", "MiB", "", Line.Goal.ahead(1)));
  }

  private static void report(
      Options options,
      List<Known> systems,
      Runner runner,
      List<Line> lines,
      Map<String, Object> circumstances)
      throws IOException {
    List<String> names = systems.stream().map(Known::column).distinct().toList();
    List<String> peers =
        systems.stream().filter(it -> it.kind() == Known.Kind.PEER).map(Known::name).toList();
    List<Verdict> verdicts =
        lines.stream()
            .flatMap(line -> Verdict.of(line, runner.figures(), "dsm", peers).stream())
            .toList();
    System.out.println(Table.of(verdicts, runner.figures(), names));
    System.out.print(Percentiles.of(runner.figures()));
    runner
        .figures()
        .notes()
        .forEach(
            (experiment, notes) ->
                notes.forEach(
                    (system, note) ->
                        System.out.println("note: " + experiment + ", " + system + ": " + note)));
    // A run of some lines must not stand where one of all lines is looked for.
    String name = !options.only().isEmpty() ? "part" : options.quick() ? "quick" : "full";
    write(
        options.results().resolve(name + ".json"),
        ResultFile.of(circumstances, verdicts, runner.figures(), names));
    write(options.results().resolve(name + ".svg"), Chart.svg(verdicts, "dsm bench, " + name));
    long ahead = verdicts.stream().filter(Verdict::ahead).count();
    long reached = verdicts.stream().filter(Verdict::reached).count();
    System.out.println("goals: met=" + reached + " missed=" + (verdicts.size() - reached));
    System.out.println(
        "bench: lines="
            + verdicts.size()
            + " ahead="
            + ahead
            + " behind="
            + (verdicts.size() - ahead));
    System.out.flush();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }
}
