// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.node;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Something a node does again and again while it is under load. */
abstract class Work {

  private volatile boolean over;

  /** Does it once; pauses are its own. */
  abstract void once() throws InterruptedException;

  final void begin(String name) {
    Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  private void run() {
    try {
      while (!over) {
        once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends after what is under way. */
  final void end() {
    over = true;
  }

  static void pause(int millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  static int dice(int sides) {
    return ThreadLocalRandom.current().nextInt(sides);
  }
}
