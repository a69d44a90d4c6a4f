// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.rings;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.CompiledClasses;
import org.junit.jupiter.api.Test;

class JdkOnlyRuleTest {

  @Test
  void theApiNeedsTheJdkAndJakartaAnnotationsOnly() {
    JdkOnlyRule.jdkAndJakartaAnnotations().check(CompiledClasses.product("dsm-api"));
  }

  @Test
  void theSpiAndTheCoreNeedTheJdkOnly() {
    JdkOnlyRule.jdk().check(CompiledClasses.product("dsm-spi", "dsm-core"));
  }

  @Test
  void aClassThatUsesALibraryIsFound() {
    var sample = CompiledClasses.broken("jdkonly");
    assertThat(JdkOnlyRule.jdk().evaluate(sample).getFailureReport().getDetails())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).contains("UsesALibrary"));
    assertThat(JdkOnlyRule.jdkAndJakartaAnnotations().evaluate(sample).hasViolation()).isTrue();
  }
}
