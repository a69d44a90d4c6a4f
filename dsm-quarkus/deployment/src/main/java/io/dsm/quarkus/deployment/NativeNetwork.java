// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the network library looks up in itself: the classes in its two registries, what those
 * inherit and what they are put together from. By name only, because no type of the library may
 * appear here.
 */
final class NativeNetwork {

  static final String PACKAGE = "org.jgroups";

  /** Its registries: identifiers of headers and addresses, and of protocols. */
  static final List<String> RESOURCES =
      List.of("jg-magic-map.xml", "jg-protocol-ids.xml", "jg-messages.properties");

  /** Ours that the library configures or creates by reflection. */
  static final List<String> OURS =
      List.of("io.dsm.transport.jgroups.SeedPing", "io.dsm.transport.jgroups.MemberAddress");

  private static final Pattern NAME = Pattern.compile("name=\"(org\\.jgroups\\.[^\"]+)\"");
  private static final String COMPONENT = "org.jgroups.annotations.Component";

  private final Set<String> found = new TreeSet<>();
  private final ClassLoader loader;

  private NativeNetwork(ClassLoader loader) {
    this.loader = loader;
  }

  /** Names of all of them that are present. */
  static Set<String> classes(ClassLoader loader) {
    NativeNetwork network = new NativeNetwork(loader);
    OURS.forEach(network::add);
    RESOURCES.forEach(network::addRegistered);
    return network.found;
  }

  private void addRegistered(String registry) {
    try (InputStream file = loader.getResourceAsStream(registry)) {
      if (file != null) {
        String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        NAME.matcher(text).results().map((MatchResult it) -> it.group(1)).forEach(this::add);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          registry + " cannot be read; the image would lack what it lists", unreadable);
    }
  }

  private void add(String name) {
    try {
      addWithParts(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError absent) {
      // Listed, but it needs a library that is not there: it cannot be used either way.
    }
  }

  private void addWithParts(Class<?> type) {
    for (Class<?> at = type; isOfInterest(at) && found.add(at.getName()); at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (Arrays.stream(field.getAnnotations()).anyMatch(NativeNetwork::isComponent)) {
          addWithParts(field.getType());
        }
      }
    }
  }

  private static boolean isOfInterest(Class<?> type) {
    return type != null && !type.getName().startsWith("java.");
  }

  private static boolean isComponent(Annotation annotation) {
    return annotation.annotationType().getName().equals(COMPONENT);
  }
}
