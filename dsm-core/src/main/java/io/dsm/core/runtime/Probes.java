// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.spi.probe.Probe;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.ServiceLoader;

/** The probes on the class path as one. */
final class Probes {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  private Probes() {}

  /** A probe that harms nobody when it throws. */
  static Probe guarded(Probe probe) {
    return event -> {
      try {
        probe.observe(event);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "a probe failed; what it should have seen is lost to it", e);
      }
    };
  }

  static Probe all() {
    List<Probe> probes =
        ServiceLoader.load(Probe.class, NodeBuilder.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return switch (probes.size()) {
      case 0 -> Probe.NONE;
      case 1 -> probes.getFirst();
      default -> event -> probes.forEach(probe -> probe.observe(event));
    };
  }
}
