// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.weld;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.tck.Assertion;
import io.dsm.tck.Assertions;
import io.dsm.tck.DefinitionErrorTck;
import io.dsm.tck.EventTck;
import io.dsm.tck.InjectionTck;
import io.dsm.tck.LifecycleTck;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {

  @Test
  void everyAssertionIsProvedAndEveryProofIsListed() {
    Set<String> proved =
        Stream.of(InjectionTck.class, DefinitionErrorTck.class, EventTck.class, LifecycleTck.class)
            .flatMap(suite -> Arrays.stream(suite.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Assertion.class))
            .flatMap(method -> Arrays.stream(method.getAnnotation(Assertion.class).value()))
            .collect(Collectors.toSet());
    assertThat(proved).isEqualTo(Assertions.listed().keySet());
  }
}
