// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.lease.LeaseSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long this process has stood still while it held leases, seen by how late its own alarm went
 * off. A lease whose renew-skew is shorter than such pauses is lost by them, though everybody is
 * well. Not thread-safe; guarded by the lock of {@link LeaseNode}.
 */
final class ObservedPauses {

  private static final int TERMS_PER_PAUSE = 4;

  private long longestNanos;
  private long warnedNanos;

  /**
   * The alarm went off so late.
   *
   * @return a warning if that is too long for one of these collections, and twice as long as what
   *     was warned of before
   */
  Optional<String> woke(long lateNanos, List<LeaseSpec<?>> specs) {
    longestNanos = Math.max(longestNanos, lateNanos);
    Optional<String> warning =
        lateNanos / 2 < warnedNanos
            ? Optional.empty()
            : specs.stream().flatMap(spec -> check(spec).stream()).findFirst();
    if (warning.isPresent()) {
      warnedNanos = lateNanos;
    }
    return warning;
  }

  /** A warning if the pauses seen so far are too long for a collection. */
  Optional<String> check(LeaseSpec<?> spec) {
    Duration longest = Duration.ofNanos(longestNanos);
    if (longest.compareTo(spec.timing().renewSkew()) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        ("this process has stood still for %d ms (garbage collection, swapping, a suspended or"
                + " overloaded machine); leases of %s, with a term of %s and a renew-skew of %s, are"
                + " lost by such pauses though nobody has failed; use a term of at least %d ms, or find"
                + " the cause")
            .formatted(
                longest.toMillis(),
                spec.address(),
                spec.timing().term(),
                spec.timing().renewSkew(),
                TERMS_PER_PAUSE * longest.toMillis()));
  }
}
