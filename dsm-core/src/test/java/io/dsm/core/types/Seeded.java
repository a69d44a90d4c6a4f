// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a property with many seeds; a failure names the seed that shows it again. */
public final class Seeded {
  private static final String PROPERTY = "dsm.test.seed";

  private Seeded() {}

  /** Runs {@code property} so often, or once with the seed of {@code -Ddsm.test.seed}. */
  public static void run(int times, Consumer<Random> property) {
    Long fixed = Long.getLong(PROPERTY);
    if (fixed != null) {
      once(fixed, property);
      return;
    }
    Random seeds = new Random();
    for (int i = 0; i < times; i++) {
      once(seeds.nextLong(), property);
    }
  }

  private static void once(long seed, Consumer<Random> property) {
    try {
      property.accept(new Random(seed));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("again with -D" + PROPERTY + "=" + seed, e);
    }
  }
}
