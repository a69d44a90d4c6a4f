// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.SharedCounter;
import io.dsm.bench.system.SharedLocks;
import io.dsm.bench.system.SharedMap;
import io.dsm.bench.system.SharedRefs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One node's part in a workload.
 *
 * @param node the node
 * @param index of the node, from 0
 * @param nodes how many there are
 * @param arguments what the parent asked for
 */
public record Role(BenchNode node, int index, int nodes, Map<String, Object> arguments) {

  /** Thrown where the system lacks what the workload needs. */
  public static final class NotOffered extends Exception {
    NotOffered(String what) {
      super(what);
    }
  }

  public long number(String name, long otherwise) {
    return arguments.get(name) instanceof Number number ? number.longValue() : otherwise;
  }

  public String text(String name, String otherwise) {
    return arguments.get(name) instanceof String text ? text : otherwise;
  }

  /** Whether this is the node that the argument {@code node} names; the first unless named. */
  boolean isChosen() {
    return index == number("node", 0);
  }

  SharedMap map() throws NotOffered {
    return offered(
        text("map", "local").equals("local") ? node.map() : node.acknowledgedMap(), "a map");
  }

  SharedCounter counter() throws NotOffered {
    return offered(node.counter(), "a counter");
  }

  SharedLocks locks() throws NotOffered {
    return offered(node.locks(), "locks");
  }

  SharedRefs refs() throws NotOffered {
    return offered(node.refs(), "references");
  }

  /** When all nodes begin, on the clock that all processes of one machine share. */
  long start() {
    long at = number("at", System.nanoTime());
    Pace.sleepUntil(at);
    return at;
  }

  /** After this moment a workload gives up. */
  long deadline() {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(number("cap", 15_000));
  }

  /** Waits a little, or throws when it has taken too long. */
  static void pause(long deadline, String what) {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException("gave up: " + what);
    }
    LockSupport.parkNanos(50_000);
  }

  private static <T> T offered(Optional<T> part, String what) throws NotOffered {
    if (part.isEmpty()) {
      throw new NotOffered(what);
    }
    return part.get();
  }
}
