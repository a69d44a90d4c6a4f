// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * When this node agreed to take over leases. A transfer names the consent it rests on, so the
 * voters decided on it after that consent was given, and the new owner may count its term from
 * there: the voters count from later. The oldest of too many are forgotten. Called under the lock
 * of {@link LeaseNode}.
 */
final class Consents {

  private static final int REMEMBERED = 1_024;

  private final LinkedHashMap<Long, ClockReading> given = new LinkedHashMap<>();
  private long last;

  /** A new consent, given now. */
  long give(ClockReading now) {
    given.put(++last, now);
    if (given.size() > REMEMBERED) {
      given.remove(given.firstEntry().getKey());
    }
    return last;
  }

  /** When that consent was given, if it was in this life and is remembered. */
  Optional<ClockReading> given(long consent) {
    return Optional.ofNullable(given.get(consent));
  }
}
