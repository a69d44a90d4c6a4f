// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
public final class Patience {

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Patience() {}

  /**
   * Waits until the condition holds, looking every few milliseconds.
   *
   * @return how long it took
   * @throws StoryFailed if it does not hold within {@code bound}
   */
  public static Duration until(String what, Duration bound, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > bound.toNanos()) {
        throw new StoryFailed("not within " + bound.toSeconds() + " s: " + what);
      }
      pause(Duration.ofMillis(5));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Lets time pass. */
  public static void pause(Duration duration) {
    try {
      boolean ignored = NEVER.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoryFailed("interrupted");
    }
  }
}
