// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The long run of the laws: {@code --histories N} random histories of every kind, or of {@code
 * --kind NAME} only, from {@code --seed S} on.
 */
public final class Laws {
  private static final int BATCH = 1_000;

  private Laws() {}

  /** Runs one history; a failure names the seed that shows it again. */
  static void run(Specification<?, ?> specification, long seed) {
    try {
      new History<>(specification, new Dice(seed)).run();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(specification.name() + " with seed " + seed + ": " + e, e);
    }
  }

  public static void main(String[] arguments) {
    List<String> given = Arrays.asList(arguments);
    long histories = Long.parseLong(option(given, "--histories", "100000"));
    long seed = Long.parseLong(option(given, "--seed", Long.toString(new Random().nextLong())));
    String kind = option(given, "--kind", "");
    List<Specification<?, ?>> kinds =
        Specifications.all().stream()
            .filter(each -> kind.isEmpty() || each.name().equals(kind))
            .toList();
    System.out.println("seed " + seed);
    long violations = 0;
    for (Specification<?, ?> each : kinds) {
      long begin = System.nanoTime();
      long broken = violations(each, histories, seed);
      violations += broken;
      System.out.printf(
          "%-24s %d histories, %d violations, %.1f s%n",
          each.name(), histories, broken, (System.nanoTime() - begin) / 1e9);
    }
    System.out.printf(
        "laws: kinds=%d histories=%d violations=%d%n",
        kinds.size(), histories * kinds.size(), violations);
    System.exit(violations == 0 ? 0 : 1);
  }

  private static long violations(Specification<?, ?> kind, long histories, long seed) {
    AtomicLong violations = new AtomicLong();
    IntStream.range(0, (int) ((histories + BATCH - 1) / BATCH))
        .parallel()
        .forEach(
            batch -> {
              long from = (long) batch * BATCH;
              for (long i = from; i < Math.min(from + BATCH, histories); i++) {
                try {
                  run(kind, seed + i);
                } catch (AssertionError e) {
                  if (violations.getAndIncrement() == 0) {
                    System.out.println(e.getMessage());
                  }
                }
              }
            });
    return violations.get();
  }

  private static String option(List<String> given, String name, String otherwise) {
    int index = given.indexOf(name);
    return index < 0 || index + 1 == given.size() ? otherwise : given.get(index + 1);
  }
}
