// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.rings;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;

/** The inner rings need nothing but the JDK. */
final class JdkOnlyRule {

  private static final String[] JDK = {
    "java..", "javax.crypto..", "javax.net..", "javax.management..", "org.jspecify..", "io.dsm.."
  };

  private JdkOnlyRule() {}

  static ArchRule jdk() {
    return classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(JDK)
        .because("the SPI and the core run without any library")
        .allowEmptyShould(true);
  }

  static ArchRule jdkAndJakartaAnnotations() {
    return classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(JDK)
                .or(
                    resideInAnyPackage(
                        "jakarta.inject..", "jakarta.interceptor..", "jakarta.enterprise.util..")))
        .because("the API carries Jakarta annotations and nothing else")
        .allowEmptyShould(true);
  }
}
