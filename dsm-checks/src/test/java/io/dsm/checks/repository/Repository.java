// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.repository;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The working copy that is being checked. */
public record Repository(Path root) {

  private static final Path SAMPLES = Path.of("io", "dsm", "checks", "broken");

  /** The repository these tests were started in. */
  public static Repository here() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("dsm-checks/pom.xml"))) {
        return new Repository(at);
      }
    }
    throw new IllegalStateException("Run the checks from inside the repository.");
  }

  /** Every folder with a POM, and those directly below one that has modules; not the root. */
  public List<Path> modules() {
    return childrenWithPom(root)
        .flatMap(it -> Stream.concat(Stream.of(it), childrenWithPom(it)))
        .toList();
  }

  /** The module a file belongs to, as its folder is called from the root; empty if none. */
  public String moduleOf(Path file) {
    return modules().stream()
        .filter(it -> file.startsWith(it) && !it.equals(file))
        .max(Comparator.comparing(Path::getNameCount))
        .map(it -> relative(it).toString().replace(File.separatorChar, '/'))
        .orElse("");
  }

  private static Stream<Path> childrenWithPom(Path folder) {
    try (var children = Files.list(folder)) {
      return children.filter(it -> Files.exists(it.resolve("pom.xml"))).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Java files that are shipped. */
  public List<Path> mainSources() {
    return modules().stream().flatMap(it -> javaFiles(it.resolve("src/main/java"))).toList();
  }

  /** Every Java file but the samples that break the rules on purpose. */
  public List<Path> allSources() {
    return modules().stream()
        .flatMap(it -> javaFiles(it.resolve("src")))
        .filter(it -> !it.toString().contains(SAMPLES.toString()))
        .toList();
  }

  /** The path as a reader of the repository knows it. */
  public Path relative(Path file) {
    return root.relativize(file);
  }

  private static Stream<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
