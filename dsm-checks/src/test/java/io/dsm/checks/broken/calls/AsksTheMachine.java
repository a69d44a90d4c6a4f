// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.broken.calls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Broken on purpose: asks the machine where it should ask a port. */
public final class AsksTheMachine {

  LongSupplier elapsed() {
    return System::nanoTime;
  }

  long wall() {
    return System.currentTimeMillis() + Instant.now().toEpochMilli();
  }

  double chance() {
    return Math.random();
  }

  void waits() throws InterruptedException {
    Thread.sleep(0);
    new Thread(() -> {}).start();
  }

  Object reads(byte[] bytes) throws IOException, ClassNotFoundException {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
