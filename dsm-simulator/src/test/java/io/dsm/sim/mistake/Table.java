// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import java.io.PrintStream;
import java.util.List;

/** What a hunt has found, in words. */
public final class Table {

  private static final int SEEDS_MAX = Integer.getInteger("seeds", 60);

  private Table() {}

  /** Makes and hunts all known mistakes; exits with 1 if one stays unnoticed. */
  public static void main(String[] arguments) throws Exception {
    String only = arguments.length == 0 ? "" : arguments[0];
    List<Mistake> mistakes =
        Mistakes.ALL.stream().filter(mistake -> mistake.name().contains(only)).toList();
    List<Hunt.Result> results =
        new Hunt(SEEDS_MAX).all(mistakes, result -> line(result, System.out));
    sum(results, System.out);
    System.exit(results.stream().allMatch(Hunt.Result::isFound) ? 0 : 1);
  }

  static void line(Hunt.Result result, PrintStream out) {
    out.printf(
        "%5s  %-58s %s%n",
        result.isFound() ? result.seeds() : "none", result.mistake().name(), shown(result));
  }

  static void sum(List<Hunt.Result> results, PrintStream out) {
    out.printf(
        "mistakes: seeded=%d found=%d median-seeds=%d%n",
        results.size(), results.stream().filter(Hunt.Result::isFound).count(), median(results));
  }

  private static String shown(Hunt.Result result) {
    if (!result.isFound()) {
      return "NOT FOUND in " + result.seeds() + " seeds; others: " + result.others();
    }
    String violation = result.violation();
    return violation.length() <= 90 ? violation : violation.substring(0, 87) + "...";
  }

  private static int median(List<Hunt.Result> results) {
    List<Integer> sorted = results.stream().map(Hunt.Result::seeds).sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }
}
