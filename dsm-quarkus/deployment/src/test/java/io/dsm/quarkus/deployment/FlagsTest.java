// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FlagsTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(FlagsTest.class))
          .overrideConfigKey("dsm.cluster-id", "test")
          .overrideConfigKey("dsm.service-id", "gateway")
          .overrideConfigKey("dsm.config-source.collection", "flags")
          .overrideConfigKey("checkout.express", "false")
          .overrideConfigKey("checkout.patience", "2s");

  @Inject
  @DsmRegister("flags")
  RegisterCollection<String> flags;

  @Inject
  @ConfigProperty(name = "checkout.express")
  Provider<Boolean> express;

  @Inject
  @ConfigProperty(name = "checkout.patience")
  Provider<Duration> patience;

  @Test
  void aFlagChangesWhileTheApplicationRunsAndABadOneIsIgnored() {
    assertThat(express.get()).isFalse();
    flags.put("checkout.express", "true");
    assertThat(express.get()).isTrue();
    flags.put("checkout.express", "perhaps");
    assertThat(express.get()).isFalse();
    flags.put("checkout.patience", "250ms");
    assertThat(patience.get()).isEqualTo(Duration.ofMillis(250));
    flags.put("checkout.patience", "soon");
    assertThat(patience.get()).isEqualTo(Duration.ofSeconds(2));
  }
}
