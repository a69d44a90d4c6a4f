// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import java.util.concurrent.atomic.AtomicLong;

/** What the eventual tier counts; may be read by any thread. */
public final class Counters {

  final AtomicLong repairs = new AtomicLong();
  final AtomicLong refusedStamps = new AtomicLong();
  final AtomicLong undecodable = new AtomicLong();
  final AtomicLong mismatched = new AtomicLong();
  final AtomicLong refusedWrites = new AtomicLong();

  /** Exchanges that moved data to heal a difference. */
  public long repairs() {
    return repairs.get();
  }

  /** Operations refused because their stamp was too far ahead. */
  public long refusedStamps() {
    return refusedStamps.get();
  }

  /** Operations whose content could not be read. */
  public long undecodable() {
    return undecodable.get();
  }

  /** Writes refused because too much waited for peers or for the disk. */
  public long refusedWrites() {
    return refusedWrites.get();
  }

  /** Operations refused because their writer believes the collection to be another one. */
  public long mismatched() {
    return mismatched.get();
  }
}
