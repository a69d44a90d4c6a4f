// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import io.dsm.bench.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs experiments in turns: every repetition goes through all systems before the next begins, so
 * that a noisy moment of the machine hits all alike. Clusters stay up between their turns.
 */
final class Runner implements AutoCloseable {

  private final Options options;
  private final Path scratch;
  private final List<Known> systems;
  private final Figures figures = new Figures();
  private final Map<String, Cluster> running = new LinkedHashMap<>();
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final List<String> broken = new ArrayList<>();
  private final long end;
  private int clusters;

  Runner(Options options, List<Known> systems) throws IOException {
    this.options = options;
    this.systems = systems;
    this.scratch = Files.createTempDirectory("dsm-bench");
    this.end = System.nanoTime() + options.seconds() * 1_000_000_000L;
  }

  Figures figures() {
    return figures;
  }

  /** What each system said about its settings. */
  Map<String, Object> settings() {
    return settings;
  }

  /** Where the systems' own logs are. */
  Path scratch() {
    return scratch;
  }

  void run(List<Experiment> experiments) {
    for (Experiment experiment : experiments) {
      if (options.wants(experiment)) {
        run(experiment);
      }
    }
  }

  private void run(Experiment experiment) {
    List<Known> taking = new ArrayList<>(systems.stream().filter(experiment::fits).toList());
    int repetitions =
        experiment.times() == 0
            ? options.repetitions()
            : Math.min(experiment.times(), options.repetitions());
    for (int i = experiment.times() == 0 ? -1 : 0; i < repetitions; i++) {
      boolean warmUp = i < 0;
      taking.removeIf(system -> !measure(experiment, system, warmUp));
    }
    say(experiment, taking);
  }

  /** Returns whether the system stays in the experiment. */
  private boolean measure(Experiment experiment, Known system, boolean warmUp) {
    if (System.nanoTime() > end) {
      figures.note(experiment.name(), system.column(), "cut for time");
      return false;
    }
    Cluster cluster = null;
    try {
      cluster = cluster(system, experiment.setup() == Experiment.Setup.PROCESS_EACH);
      if (cluster == null) {
        return false;
      }
      Measured measured = experiment.measurement().measure(cluster, warmUp);
      if (!warmUp) {
        measured.lines().forEach((line, value) -> figures.add(line, system.column(), value));
        measured
            .besides()
            .forEach(
                (name, value) ->
                    figures.addBeside(experiment.name(), system.column(), name, value));
      }
      return true;
    } catch (Failed.NotOffered _) {
      return false;
    } catch (Failed | IOException | RuntimeException e) {
      figures.note(experiment.name(), system.column(), String.valueOf(e.getMessage()));
      if (cluster != null) {
        cluster.spoil();
      }
      return false;
    }
  }

  /** The cluster that runs, or a new one; null if the system cannot start. */
  private @Nullable Cluster cluster(Known system, boolean processEach) throws IOException {
    String key = system.name() + (processEach ? "-3p" : "");
    if (broken.contains(key)) {
      return null;
    }
    Cluster present = running.get(key);
    if (present != null && !present.isSpoiled()) {
      return present;
    }
    if (present != null) {
      present.close();
    }
    try {
      Path directory = scratch.resolve(key + "-" + ++clusters);
      Cluster cluster =
          Cluster.start(system, system.classPath(options.benchmarks()), directory, processEach);
      settings.put(system.name(), cluster.settings());
      running.put(key, cluster);
      return cluster;
    } catch (Failed | Failed.NotOffered e) {
      figures.note("start", key, String.valueOf(e.getMessage()));
      broken.add(key);
      return null;
    }
  }

  /** Ends all clusters, so that the next experiments have the machine to themselves. */
  void closeClusters() {
    running.values().forEach(Cluster::close);
    running.clear();
  }

  private void say(Experiment experiment, List<Known> taking) {
    System.err.printf(
        "bench: %-22s %s%n",
        experiment.name(), taking.isEmpty() ? "-" : taking.stream().map(Known::name).toList());
  }

  @Override
  public void close() {
    closeClusters();
  }
}
