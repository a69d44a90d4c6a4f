// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import java.util.concurrent.CountDownLatch;

/** Leaves a thread behind in every deployment, and with it the class loader of the deployment. */
public final class Leaky implements BuildCompatibleExtension {

  static {
    CountDownLatch never = new CountDownLatch(1);
    Thread.ofPlatform().daemon().name("dsm-leaky").start(() -> awaitUninterruptibly(never));
  }

  private static void awaitUninterruptibly(CountDownLatch never) {
    while (never.getCount() > 0) {
      try {
        never.await();
      } catch (InterruptedException _) {
        // A leak does not end because somebody asks.
      }
    }
  }
}
