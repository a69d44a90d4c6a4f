// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.rings;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.CompiledClasses;
import org.junit.jupiter.api.Test;

class CycleRuleTest {

  @Test
  void thePackagesOfTheCoreHaveNoCycles() {
    CycleRule.noCyclesBelow("io.dsm.core").check(CompiledClasses.product("dsm-core"));
  }

  @Test
  void twoPackagesThatUseEachOtherAreFound() {
    var rule = CycleRule.noCyclesBelow(CompiledClasses.BROKEN + ".cycle");
    assertThat(rule.evaluate(CompiledClasses.broken("cycle")).getFailureReport().getDetails())
        .singleElement()
        .asString()
        .contains("Chicken", "Egg");
  }
}
