// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.CompiledClasses;
import org.junit.jupiter.api.Test;

class NullMarkRuleTest {

  @Test
  void everyPackageIsNullMarked() {
    assertThat(NullMarkRule.violations(CompiledClasses.product())).isEmpty();
  }

  @Test
  void aPackageWithoutTheMarkIsFound() {
    assertThat(NullMarkRule.violations(CompiledClasses.broken("names")))
        .singleElement()
        .asString()
        .startsWith(CompiledClasses.BROKEN + ".names:");
  }
}
