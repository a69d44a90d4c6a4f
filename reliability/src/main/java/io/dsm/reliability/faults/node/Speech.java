// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.node;

/** How a node speaks to the rig: one line each, whole, in order. Thread-safe. */
final class Speech {

  private static final long BASE = Long.getLong("dsm.faults.base", 0);

  private Speech() {}

  static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }

  /** The clock of all nodes: the machine's monotonic one, without this process's own offset. */
  static long now() {
    return System.nanoTime() - BASE;
  }
}
