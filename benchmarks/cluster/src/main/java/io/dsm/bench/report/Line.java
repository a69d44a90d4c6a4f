// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.report;

/**
 * One line of the table.
 *
 * @param name short, as {@code --only} takes it
 * @param title what is measured
 * @param unit of the figures
 * @param lowerIsBetter whether a small figure is good
 * @param floor the system that shows the limit, empty if none
 * @param goal what the line must show
 */
public record Line(
    String name, String title, String unit, boolean lowerIsBetter, String floor, Goal goal) {

  /**
   * What a line must show; zero means nothing is asked.
   *
   * @param aheadOfBest how many times better than the best peer
   * @param ofFloor how many times worse than the floor at most
   * @param absolute the figure to reach
   */
  public record Goal(double aheadOfBest, double ofFloor, double absolute) {

    public static Goal ahead(double times) {
      return new Goal(times, 0, 0);
    }

    public static Goal floor(double times) {
      return new Goal(1, times, 0);
    }

    public static Goal reach(double figure) {
      return new Goal(1, 0, figure);
    }
  }

  /** How many times better the first figure is than the second. */
  public double ratio(double own, double other) {
    return lowerIsBetter ? other / own : own / other;
  }

  /** A line where less is better. */
  public static Line less(String name, String title, String unit, String floor, Goal goal) {
    return new Line(name, title, unit, true, floor, goal);
  }

  /** A line where more is better. */
  public static Line more(String name, String title, String unit, String floor, Goal goal) {
    return new Line(name, title, unit, false, floor, goal);
  }
}
