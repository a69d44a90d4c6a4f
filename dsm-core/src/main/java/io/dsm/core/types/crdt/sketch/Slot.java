// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import io.dsm.core.types.crdt.element.Element;

/**
 * One counter of the Space-Saving algorithm. Whatever happens to it, its count grows; so of two
 * contents the one with the greater count is the later one.
 *
 * @param count how often its elements were counted
 * @param error how much of that may belong to earlier elements
 */
record Slot(long count, long error, Element element) implements Comparable<Slot> {
  @Override
  public int compareTo(Slot other) {
    int byCount = Long.compare(count, other.count);
    int byError = byCount != 0 ? byCount : Long.compare(error, other.error);
    return byError != 0 ? byError : element.compareTo(other.element);
  }
}
