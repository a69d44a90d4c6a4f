// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.child;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What has been used so far.
 *
 * @param cpuNanos of this process
 * @param loopbackBytes of the whole machine, sent over the loopback interface; 0 where unknown
 */
record Usage(long cpuNanos, long loopbackBytes) {

  private static final Path INTERFACES = Path.of("/proc/net/dev");

  static Usage now() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Usage(system.getProcessCpuTime(), loopback());
  }

  private static long loopback() {
    try {
      return Files.readAllLines(INTERFACES).stream()
          .map(String::strip)
          .filter(line -> line.startsWith("lo:"))
          .mapToLong(line -> Long.parseLong(line.substring(3).strip().split("\\s+")[8]))
          .sum();
    } catch (IOException _) {
      return 0;
    }
  }
}
