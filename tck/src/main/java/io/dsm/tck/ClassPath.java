// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** Libraries of this JVM as archives, so that a runner can put them into deployments. */
public final class ClassPath {

  private static final Path CLASSES = Path.of("target", "classes");

  private ClassPath() {}

  /**
   * The libraries whose names match: a jar by its file name, a folder of classes by the name of its
   * module.
   */
  public static List<JavaArchive> libraries(Predicate<String> name) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().normalize())
        .filter(entry -> entry.getNameCount() > 2 && name.test(nameOf(entry)))
        .map(ClassPath::library)
        .toList();
  }

  private static String nameOf(Path entry) {
    int names = entry.getNameCount();
    return entry.getName(entry.endsWith(CLASSES) ? names - 3 : names - 1).toString();
  }

  private static JavaArchive library(Path entry) {
    if (entry.endsWith(CLASSES)) {
      return ShrinkWrap.create(JavaArchive.class, nameOf(entry) + ".jar")
          .as(ExplodedImporter.class)
          .importDirectory(entry.toFile())
          .as(JavaArchive.class);
    }
    return ShrinkWrap.createFromZipFile(JavaArchive.class, entry.toFile());
  }
}
