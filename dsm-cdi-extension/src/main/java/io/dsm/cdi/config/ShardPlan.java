// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.shard.ShardSpec;
import java.time.Duration;

/** How something is cut into shards; of no meaning for anything else. */
public record ShardPlan(int count, Duration drainTimeout) {

  static final String COUNTS = "write a number from 1 to " + ShardSpec.COUNT_MAX;
  static final String DRAIN_TIMEOUTS = "write a duration from 0s to 1h, such as 5s";

  /** Raises {@link IllegalArgumentException} for anything but a possible number of shards. */
  static int count(String text) {
    int count = Values.number(text);
    if (count < 1 || count > ShardSpec.COUNT_MAX) {
      throw new IllegalArgumentException("'" + text + "' is not a possible number of shards");
    }
    return count;
  }

  /** Raises {@link IllegalArgumentException} for anything but a time draining may take. */
  static Duration drainTimeout(String text) {
    Duration timeout = Values.duration(text);
    if (timeout.isNegative() || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("'" + text + "' is not a time that draining may take");
    }
    return timeout;
  }
}
