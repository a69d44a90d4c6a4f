// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where and when figures were taken. */
public final class Machine {

  private Machine() {}

  /** For the results; the load average tells whether the machine was quiet. */
  public static Map<String, Object> describe() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    machine.put("os", system.getName() + " " + system.getVersion() + " " + system.getArch());
    machine.put("processors", system.getAvailableProcessors());
    machine.put("memory-mib", system.getTotalMemorySize() >> 20);
    machine.put("load-average", system.getSystemLoadAverage());
    machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    return machine;
  }
}
