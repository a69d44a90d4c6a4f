// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a line says.
 *
 * @param line the line
 * @param own the median of what is measured
 * @param bestPeer the name of the best peer, empty if no peer has a figure
 * @param toBest how many times better than the best peer; empty if there is none
 * @param toFloor how many times worse than the floor; empty if there is none
 * @param ahead whether no peer is better; where there is none, whether the goal is reached
 * @param reached whether the goal is reached
 */
public record Verdict(
    Line line,
    double own,
    String bestPeer,
    OptionalDouble toBest,
    OptionalDouble toFloor,
    boolean ahead,
    boolean reached) {

  /** Judges a line, or returns nothing if what is measured has no figure. */
  public static java.util.Optional<Verdict> of(
      Line line, Figures figures, String subject, List<String> peers) {
    OptionalDouble measured = figures.median(line.name(), subject);
    if (measured.isEmpty()) {
      return java.util.Optional.empty();
    }
    double own = measured.getAsDouble();
    String best = best(line, figures, peers);
    OptionalDouble toBest = ratio(line, own, figures.median(line.name(), best));
    OptionalDouble ofFloor = ratio(line, own, figures.median(line.name(), line.floor()));
    OptionalDouble toFloor =
        ofFloor.isPresent() ? OptionalDouble.of(1 / ofFloor.getAsDouble()) : OptionalDouble.empty();
    boolean reached = reached(line, own, toBest, toFloor);
    boolean ahead = toBest.isPresent() ? toBest.getAsDouble() >= 1 : reached;
    return java.util.Optional.of(new Verdict(line, own, best, toBest, toFloor, ahead, reached));
  }

  private static boolean reached(
      Line line, double own, OptionalDouble toBest, OptionalDouble toFloor) {
    Line.Goal goal = line.goal();
    boolean peers = toBest.orElse(Double.MAX_VALUE) >= goal.aheadOfBest();
    boolean floor = goal.ofFloor() == 0 || toFloor.orElse(Double.MAX_VALUE) <= goal.ofFloor();
    boolean absolute =
        goal.absolute() == 0
            || (line.lowerIsBetter() ? own <= goal.absolute() : own >= goal.absolute());
    return peers && floor && absolute;
  }

  private static OptionalDouble ratio(Line line, double own, OptionalDouble other) {
    return other.isPresent()
        ? OptionalDouble.of(line.ratio(own, other.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static String best(Line line, Figures figures, List<String> peers) {
    String best = "";
    double bestValue = 0;
    for (String peer : peers) {
      OptionalDouble value = figures.median(line.name(), peer);
      if (value.isPresent() && (best.isEmpty() || line.ratio(value.getAsDouble(), bestValue) > 1)) {
        best = peer;
        bestValue = value.getAsDouble();
      }
    }
    return best;
  }
}
