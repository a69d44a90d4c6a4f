// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A check that looks at nothing finds nothing: this one looks at what the others look at. */
class CompiledClassesTest {

  @Test
  void everyModuleWithSourcesIsCompiledAndSeen() {
    var repository = Repository.here();
    var withSources =
        repository.mainSources().stream().map(repository::moduleOf).collect(Collectors.toSet());
    var seen =
        CompiledClasses.product().stream()
            .map(CompiledClasses::moduleOf)
            .collect(Collectors.toSet());
    assertThat(withSources).contains("dsm-api", "dsm-spi");
    assertThat(seen).containsExactlyInAnyOrderElementsOf(withSources);
  }

  @Test
  void samplesAreNeverPartOfTheProduct() {
    assertThat(CompiledClasses.product())
        .noneMatch(it -> it.getPackageName().startsWith(CompiledClasses.BROKEN));
    assertThat(Repository.here().allSources())
        .noneMatch(it -> it.toString().contains("checks/broken"));
  }
}
