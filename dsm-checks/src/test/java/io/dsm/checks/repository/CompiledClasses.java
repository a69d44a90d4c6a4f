// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.repository;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The compiled classes of the product, and those of the samples that break its rules. */
public final class CompiledClasses {

  /** The package of the samples; each rule must find its own sample guilty. */
  public static final String BROKEN = "io.dsm.checks.broken";

  private static final Map<String, String> MODULES = new ConcurrentHashMap<>();
  private static final JavaClasses PRODUCT = importProduct();

  private CompiledClasses() {}

  /** Main classes of every module. */
  public static JavaClasses product() {
    return PRODUCT;
  }

  /** Main classes of the modules with these names. */
  public static JavaClasses product(String... modules) {
    var wanted = List.of(modules);
    return PRODUCT.that(
        DescribedPredicate.describe("in " + wanted, it -> wanted.contains(moduleOf(it))));
  }

  /** The classes in this package below {@link #BROKEN}. */
  public static JavaClasses broken(String packageName) {
    return new ClassFileImporter().importPackages(BROKEN + "." + packageName);
  }

  /** The folder of the module that compiled this class; empty if it is not one of ours. */
  public static String moduleOf(JavaClass type) {
    return type.getSource().map(it -> moduleIn(it.getUri())).orElse("");
  }

  private static String moduleIn(URI uri) {
    var text = uri.toString();
    int target = text.indexOf("/target/");
    return target < 0 || !uri.getScheme().equals("file")
        ? ""
        : MODULES.computeIfAbsent(
            text.substring(0, target),
            it -> Repository.here().moduleOf(Path.of(URI.create(it + "/target"))));
  }

  private static JavaClasses importProduct() {
    List<Path> folders =
        Repository.here().modules().stream()
            .map(it -> it.resolve("target/classes"))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(folders);
  }
}
