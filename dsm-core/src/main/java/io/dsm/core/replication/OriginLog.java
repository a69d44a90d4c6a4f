// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The latest operations of one origin, numbered without a hole, as many as fit into the budget.
 * {@link #last} may be read by any thread; the rest belongs to the engine.
 */
final class OriginLog {

  private final long bytesMax;
  private Deque<Operation> operations = new ArrayDeque<>();
  private long bytes;
  private volatile long last;

  OriginLog(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Number of the latest operation known; 0 if none. */
  long last() {
    return last;
  }

  /** Number of the first operation still here; {@code last + 1} if none is. */
  long first() {
    return last - operations.size() + 1;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  long append(Operation operation) {
    if (bytesMax > 0) {
      operations.addLast(operation);
      bytes += operation.weight();
      while (bytes > bytesMax && !operations.isEmpty()) {
        bytes -= operations.removeFirst().weight();
      }
    }
    return ++last;
  }

  /** Puts other operations in the places of some; they weigh no more. */
  void replaceAll(UnaryOperator<Operation> replacement) {
    Deque<Operation> replaced = new ArrayDeque<>(operations.size() + 1);
    long weight = 0;
    for (Operation operation : operations) {
      Operation now = replacement.apply(operation);
      replaced.addLast(now);
      weight += now.weight();
    }
    operations = replaced;
    bytes = weight;
  }

  /** Takes over that everything up to {@code through} is known from elsewhere. */
  void skipTo(long through) {
    if (through > last) {
      operations.clear();
      bytes = 0;
      last = through;
    }
  }

  /** Operations from a number on, at most about so many bytes, at least one. */
  List<Operation> from(long number, long weightMax) {
    List<Operation> found = new ArrayList<>();
    Iterator<Operation> iterator =
        number - first() < operations.size() / 2
            ? skipping(operations.iterator(), number - first())
            : fromEnd(last - number + 1);
    long weight = 0;
    while (iterator.hasNext() && weight < weightMax) {
      Operation operation = iterator.next();
      found.add(operation);
      weight += operation.weight();
    }
    return found;
  }

  long bytes() {
    return bytes;
  }

  private static Iterator<Operation> skipping(Iterator<Operation> iterator, long count) {
    for (long i = 0; i < count; i++) {
      iterator.next();
    }
    return iterator;
  }

  private Iterator<Operation> fromEnd(long count) {
    List<Operation> tail = new ArrayList<>((int) count);
    Iterator<Operation> descending = operations.descendingIterator();
    for (long i = 0; i < count; i++) {
      tail.add(descending.next());
    }
    return tail.reversed().iterator();
  }
}
