// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.rings;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** No package of the core uses a package that uses it. */
final class CycleRule {

  private CycleRule() {}

  static ArchRule noCyclesBelow(String basePackage) {
    return SlicesRuleDefinition.slices()
        .matching(basePackage + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("a reader follows the packages in one direction")
        .allowEmptyShould(true);
  }
}
