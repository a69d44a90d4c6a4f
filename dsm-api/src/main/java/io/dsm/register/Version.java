// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.register;

import io.dsm.cluster.Member;
import java.util.Comparator;

/**
 * The stamp of a write: unique, totally ordered, strictly increasing per node across restarts.
 *
 * @param epoch raised by an operator to outrank stamps of a clock that was far ahead
 * @param physicalMillis hybrid wall clock in milliseconds since 1970
 * @param counter orders stamps of one millisecond
 * @param origin the member that wrote
 */
public record Version(int epoch, long physicalMillis, int counter, Member origin)
    implements Comparable<Version> {

  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::epoch)
          .thenComparingLong(Version::physicalMillis)
          .thenComparingInt(Version::counter)
          .thenComparing(Version::origin);

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
