// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.spi.probe.Probe;
import java.util.List;
import java.util.ServiceLoader;

/** The probes on the class path as one. */
final class Probes {

  private Probes() {}

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
