// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The services DSM looks up. */
final class NativeServices {

  static final String FOLDER = "META-INF/services/";

  /** A test compares them with what the modules ask for. */
  static final List<String> ALL =
      List.of(
          "io.dsm.DsmRuntime$Builder",
          "io.dsm.core.consensus.ReplicatedLogProvider",
          "io.dsm.crdt.CrdtDefinition",
          "io.dsm.spi.codec.CodecProvider",
          "io.dsm.spi.probe.Probe",
          "io.dsm.spi.transport.TransportProvider");

  private NativeServices() {}

  /** The classes that offer a service, of DSM's modules and of the application. */
  static Set<String> providersOf(String service, ClassLoader loader) {
    Set<String> providers = new LinkedHashSet<>();
    try {
      for (URL file : Collections.list(loader.getResources(FOLDER + service))) {
        providers.addAll(read(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the providers of " + service + " cannot be read; the image would lack them", unreadable);
    }
    return providers;
  }

  private static List<String> read(URL file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
