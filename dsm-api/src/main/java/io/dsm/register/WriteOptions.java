// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.register;

import java.time.Duration;
import java.util.Optional;

/**
 * What a write waits for and how long its value lives.
 *
 * @param acknowledgement when the write counts as done
 * @param timeout how long to wait for it, positive
 * @param timeToLive how long the value lives; empty for ever
 */
public record WriteOptions(
    Acknowledgement acknowledgement, Duration timeout, Optional<Duration> timeToLive) {

  /** Who must have applied a write before it counts as done. */
  public enum Acknowledgement {
    /** This replica. */
    LOCAL,
    /** More than half of the members seen when the write was made, this one included. */
    MAJORITY,
    /** All members seen when the write was made. */
    ALL
  }

  public static WriteOptions of(Acknowledgement acknowledgement, Duration timeout) {
    return new WriteOptions(acknowledgement, timeout, Optional.empty());
  }

  public WriteOptions timeToLive(Duration duration) {
    return new WriteOptions(acknowledgement, timeout, Optional.of(duration));
  }
}
