// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import io.dsm.bench.report.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is measured, in the order it is measured: what matters most comes first. */
final class Experiments {

  private Experiments() {}

  /** With all nodes in one process. */
  static List<Experiment> oneProcess(boolean quick) {
    List<Experiment> all = new ArrayList<>();
    all.addAll(MapExperiments.all(quick));
    all.addAll(CounterExperiments.all(quick));
    all.addAll(LockExperiments.all(quick));
    all.addAll(ConsensusExperiments.all(quick));
    all.addAll(LifeExperiments.all(quick));
    return all;
  }

  /** With a process a node. */
  static List<Experiment> processEach(boolean quick) {
    List<Experiment> all = new ArrayList<>();
    all.addAll(LifeExperiments.processEach(quick));
    all.addAll(MapExperiments.processEach(quick));
    all.addAll(LockExperiments.processEach(quick));
    all.add(LockExperiments.manyHeld());
    return all;
  }

  static List<Line> lines(Options options, List<Experiment> first, List<Experiment> second) {
    return Stream.concat(first.stream(), second.stream())
        .filter(options::wants)
        .flatMap(it -> it.lines().stream())
        .toList();
  }
}
