// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.CompiledClasses;
import org.junit.jupiter.api.Test;

class NameRuleTest {

  @Test
  void noClassIsNamedAfterNothing() {
    assertThat(NameRule.emptyWords(CompiledClasses.product())).isEmpty();
  }

  @Test
  void theApiHasNoAccessorPrefixes() {
    assertThat(NameRule.accessors(CompiledClasses.product("dsm-api"))).isEmpty();
  }

  @Test
  void anEmptyWordIsFound() {
    assertThat(NameRule.emptyWords(CompiledClasses.broken("names")))
        .singleElement()
        .asString()
        .contains("LeaseManager");
  }

  @Test
  void anAccessorPrefixIsFoundAndAnInheritedOneIsNot() {
    assertThat(NameRule.accessors(CompiledClasses.broken("names")))
        .singleElement()
        .asString()
        .contains("getToken");
  }
}
