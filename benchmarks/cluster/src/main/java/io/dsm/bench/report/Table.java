// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The table that people read. */
public final class Table {

  private Table() {}

  /** One row a verdict, one column a system; a figure is the median of its repetitions. */
  public static String of(List<Verdict> verdicts, Figures figures, List<String> systems) {
    List<String[]> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("line", "unit"));
    head.addAll(systems);
    head.addAll(List.of("best peer", "x best", "of floor", "goal"));
    rows.add(head.toArray(String[]::new));
    for (Verdict verdict : verdicts) {
      rows.add(row(verdict, figures, systems));
    }
    return layOut(rows);
  }

  private static String[] row(Verdict verdict, Figures figures, List<String> systems) {
    List<String> row = new ArrayList<>();
    row.add(verdict.line().title());
    row.add(verdict.line().unit());
    for (String system : systems) {
      row.add(figure(figures.median(verdict.line().name(), system)));
    }
    row.add(verdict.bestPeer().isEmpty() ? "-" : verdict.bestPeer());
    row.add(times(verdict.toBest()));
    row.add(times(verdict.toFloor()));
    row.add(verdict.reached() ? "met" : verdict.ahead() ? "ahead, missed" : "BEHIND");
    return row.toArray(String[]::new);
  }

  private static String figure(OptionalDouble value) {
    return value.isEmpty() ? "-" : number(value.getAsDouble());
  }

  /** Three digits that matter, thousands apart. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String times(OptionalDouble value) {
    return value.isEmpty() ? "-" : number(value.getAsDouble());
  }

  private static String layOut(List<String[]> rows) {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length()));
    }
    StringBuilder out = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        boolean left = i < 2 || i >= row.length - 4 && (i == row.length - 4 || i == row.length - 1);
        String padding = " ".repeat(widths[i] - row[i].length());
        out.append(left ? row[i] + padding : padding + row[i]).append("  ");
      }
      out.setLength(out.length() - 2);
      out.append('\n');
    }
    return out.toString();
  }
}
