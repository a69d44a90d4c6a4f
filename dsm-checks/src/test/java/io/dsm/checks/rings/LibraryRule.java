// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.rings;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** A library is known to one module only, so that replacing it changes one module only. */
final class LibraryRule {

  private LibraryRule() {}

  static ArchRule onlyIn(String owner, String library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(owner)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because("its types must never reach an application or another module");
  }
}
