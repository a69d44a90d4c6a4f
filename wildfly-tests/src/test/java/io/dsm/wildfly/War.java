// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged sample, as it is or with other settings. */
record War(String name, Path file) {

  private static final String SETTINGS = "WEB-INF/classes/META-INF/microprofile-config.properties";
  private static final String BEANS =
      "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" bean-discovery-mode=\"all\"/>";
  private static final Map<String, String> COMMON =
      Map.of(
          "dsm.cluster-id", "gateway-demo",
          "dsm.service-id", "gateway",
          "dsm.collections.shards.lease.term", "3s",
          "dsm.collections.shards.lease.renew-skew", "1s",
          "dsm.collections.shards.lease.expiry-grace", "250ms");

  /** As this build packaged it, untouched; its settings come from the server. */
  static War shipped() throws IOException {
    Path file = packaged("wildfly-sample", ".war");
    return new War(file.getFileName().toString().replaceFirst("\\.war$", ""), file);
  }

  /** An application that has nothing to do with the product, but an extension of CDI as well. */
  static War bystander(Path directory) throws IOException {
    return withExtension(directory, "bystander", List.of(Bystander.class, Rendezvous.class));
  }

  /** An application that leaves a thread and a class loader behind when it is undeployed. */
  static War leaky(Path directory) throws IOException {
    return withExtension(directory, "leaky", List.of(Leaky.class));
  }

  /** Of these classes, the first of which is the extension. */
  private static War withExtension(Path directory, String name, List<Class<?>> types)
      throws IOException {
    Path file = directory.resolve(name + ".war");
    try (FileSystem zip = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
      Path classes = zip.getPath("WEB-INF/classes");
      Path services = Files.createDirectories(classes.resolve("META-INF/services"));
      Files.writeString(
          services.resolve(BuildCompatibleExtension.class.getName()), types.getFirst().getName());
      for (Class<?> type : types) {
        copy(type, classes);
      }
      Files.writeString(zip.getPath("WEB-INF/beans.xml"), BEANS);
    }
    return new War(name, file);
  }

  private static void copy(Class<?> type, Path classes) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Files.createDirectories(classes.resolve(name).getParent());
    try (var compiled = type.getResourceAsStream("/" + name)) {
      Files.copy(compiled, classes.resolve(name));
    }
  }

  /** On a channel of its own. */
  static War own(Path directory, String name, Map<String, String> settings) throws IOException {
    Path file = directory.resolve(name + ".war");
    Files.copy(packaged("wildfly-sample", ".war"), file, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Files.writeString(zip.getPath(SETTINGS), lines(COMMON) + lines(settings));
    }
    return new War(name, file);
  }

  /** On the channel of the server: one more library and one more setting. */
  static War onServerChannel(Path directory, String name, Map<String, String> settings)
      throws IOException {
    War war = own(directory, name, settings);
    Path library = packaged("dsm-wildfly", ".jar");
    try (FileSystem zip = FileSystems.newFileSystem(war.file())) {
      Files.copy(library, zip.getPath("WEB-INF/lib/" + library.getFileName()));
      Path file = zip.getPath(SETTINGS);
      Files.writeString(file, Files.readString(file) + "dsm.cluster.channel=server\n");
    }
    return war;
  }

  /** What another module of this build packaged. */
  private static Path packaged(String module, String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", module, "target"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .findFirst()
          .orElseThrow(() -> new IOException(module + " is not packaged; run its build first"));
    }
  }

  private static String lines(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
