// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the operating system says about processes. */
final class ProcessFiles {

  private ProcessFiles() {}

  /** Cores that processes keep busy together, over so many milliseconds. */
  static double cores(List<Long> pids, long millis) throws Failed {
    long before = cpuNanos(pids);
    long begin = System.nanoTime();
    LockExperiments.pause(millis);
    return (double) (cpuNanos(pids) - before) / (System.nanoTime() - begin);
  }

  /** Resident memory of processes together, in MiB; 0 where unknown. */
  static double residentMiB(List<Long> pids) {
    return pids.stream().mapToDouble(ProcessFiles::residentKiB).sum() / 1024;
  }

  private static double residentKiB(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException _) {
      return 0;
    }
  }

  private static long cpuNanos(List<Long> pids) {
    return pids.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToLong(Duration::toNanos)
        .sum();
  }
}
