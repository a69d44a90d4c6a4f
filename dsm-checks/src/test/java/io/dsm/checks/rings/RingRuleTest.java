// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.rings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.dsm.checks.repository.CompiledClasses;
import org.junit.jupiter.api.Test;

class RingRuleTest {

  @Test
  void arrowsBetweenModulesGoOneWay() {
    var rule = new RingRule(CompiledClasses::moduleOf);
    assertThat(rule.violations(CompiledClasses.product())).isEmpty();
  }

  @Test
  void anApiClassThatUsesTheCoreIsFound() {
    var rule = new RingRule(RingRuleTest::moduleOfSample);
    assertThat(rule.violations(CompiledClasses.broken("rings")))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).contains("api.Handle").contains("core.Implementation"));
  }

  private static String moduleOfSample(JavaClass type) {
    var prefix = CompiledClasses.BROKEN + ".rings.";
    return type.getName().startsWith(prefix)
        ? "dsm-" + type.getPackageName().substring(prefix.length())
        : "";
  }
}
