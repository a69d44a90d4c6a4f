// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.names;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Every package says that its types are not null; without the mark NullAway would look away. */
final class NullMarkRule {

  private NullMarkRule() {}

  /** One line for every package whose package-info is missing or carries no mark. */
  static List<String> violations(JavaClasses classes) {
    var packages =
        classes.stream()
            .filter(it -> !isDescriptor(it))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    classes.stream()
        .filter(NullMarkRule::isDescriptor)
        .filter(it -> it.isAnnotatedWith(NullMarked.class))
        .map(JavaClass::getPackageName)
        .forEach(packages::remove);
    packages.remove("");
    return packages.stream()
        .map(it -> it + ": add a package-info.java with @NullMarked, so that nulls are checked")
        .toList();
  }

  private static boolean isDescriptor(JavaClass type) {
    return type.getName().endsWith("package-info");
  }
}
