// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.health.ReadinessCheck;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WithoutHealthTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(Gateway.class, Route.class))
          .overrideConfigKey("quarkus.dsm.health.enabled", "false")
          .overrideConfigKey("dsm.cluster-id", "test")
          .overrideConfigKey("dsm.service-id", "gateway");

  @Inject @Any Instance<ReadinessCheck> checks;

  @Test
  void checksThatAreSwitchedOffAreNoBeans() {
    assertThat(checks.isUnsatisfied()).isTrue();
  }
}
