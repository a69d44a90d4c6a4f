// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.register.Version;
import java.util.HashMap;
import java.util.Map;

/**
 * Removals that are forgotten here while the logs still have writes that they ended. Once the key
 * is written anew nothing but this tells such a write from one that was merely replaced. Lives
 * until the logs are gone through once. Belongs to the engine.
 */
final class Ended {

  /** More are not gathered before the logs are gone through: some hundred bytes each. */
  private static final int MAX = 10_000;

  private record Place(Tag tag, String key) {}

  private final Map<Place, Version> removals = new HashMap<>();

  /** A removal is forgotten. */
  void add(Tag tag, String key, Version removal) {
    removals.merge(
        new Place(tag, key), removal, (one, other) -> one.compareTo(other) < 0 ? other : one);
  }

  boolean isEmpty() {
    return removals.isEmpty();
  }

  boolean isFull() {
    return removals.size() >= MAX;
  }

  void clear() {
    removals.clear();
  }

  /** What shall stand in a log in place of an operation: nothing if a removal has ended it. */
  Operation of(Operation logged) {
    if (!(logged instanceof Operation.Write write)) {
      return logged;
    }
    Version removal = removals.get(new Place(write.tag(), write.key()));
    return removal != null && write.record().version().compareTo(removal) <= 0
        ? Superseded.OPERATION
        : logged;
  }
}
