// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.rings;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.checks.repository.CompiledClasses;
import org.junit.jupiter.api.Test;

class LibraryRuleTest {

  @Test
  void jgroupsIsKnownToItsTransportOnly() {
    LibraryRule.onlyIn("io.dsm.transport.jgroups..", "org.jgroups..")
        .check(CompiledClasses.product());
  }

  @Test
  void microRaftIsKnownToItsAdapterOnly() {
    LibraryRule.onlyIn("io.dsm.raft..", "io.microraft..").check(CompiledClasses.product());
  }

  @Test
  void aLibraryTypeElsewhereIsFound() {
    var rule = LibraryRule.onlyIn("io.dsm.transport.jgroups..", "org.jgroups..");
    assertThat(rule.evaluate(CompiledClasses.broken("library")).getFailureReport().getDetails())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).contains("LeakedAddress"));
  }
}
