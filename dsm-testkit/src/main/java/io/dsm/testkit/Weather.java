// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import java.time.Duration;

/**
 * What the network does to frames.
 *
 * @param lossPercent chance that a frame vanishes
 * @param duplicatePercent chance that it comes twice
 * @param leastDelay how long it takes at least
 * @param greatestDelay how long it takes at most; chosen anew for every frame
 * @param reordering whether frames of one sender may overtake each other; more than a transport may
 *     do, but nodes stand it
 */
public record Weather(
    int lossPercent,
    int duplicatePercent,
    Duration leastDelay,
    Duration greatestDelay,
    boolean reordering) {

  /** A fifth to a half of a millisecond, nothing lost. */
  public static final Weather FAIR =
      new Weather(0, 0, Duration.ofNanos(200_000), Duration.ofNanos(500_000), false);

  public Weather {
    if (leastDelay.isNegative() || greatestDelay.compareTo(leastDelay) < 0) {
      throw new IllegalArgumentException(
          "delays from " + leastDelay + " to " + greatestDelay + " are not possible");
    }
  }
}
