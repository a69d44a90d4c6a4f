// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Names free ports of this machine in system properties, {@code tck.port.http}, {@code
 * tck.port.https} and {@code tck.port.management}, so that the configuration of a runner can give
 * them to its server. JUnit calls it before anything else.
 */
public final class FreePorts implements LauncherSessionListener {

  private static final List<String> NAMES = List.of("http", "https", "management");

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    // Below the range from which outgoing connections take theirs.
    List<Integer> ports =
        new Random()
            .ints(11_000, 31_000)
            .distinct()
            .filter(FreePorts::isFree)
            .limit(NAMES.size())
            .boxed()
            .toList();
    for (int i = 0; i < NAMES.size(); i++) {
      System.setProperty("tck.port." + NAMES.get(i), String.valueOf(ports.get(i)));
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
