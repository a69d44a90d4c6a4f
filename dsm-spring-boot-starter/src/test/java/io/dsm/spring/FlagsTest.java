// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.register.RegisterCollection;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

class FlagsTest {

  @Test
  @SuppressWarnings("unchecked")
  void aFlagChangesWhileTheApplicationRunsAndABadOneIsIgnored() {
    ConfigurableApplicationContext context =
        SpringApplication.run(Gateway.class, "--dsm.config-source.collection=live");
    Environment environment = context.getEnvironment();
    RegisterCollection<String> flags = context.getBean("live", RegisterCollection.class);
    assertThat(environment.getProperty("checkout.express", Boolean.class)).isFalse();
    flags.put("checkout.express", "true");
    assertThat(environment.getProperty("checkout.express", Boolean.class)).isTrue();
    flags.put("checkout.express", "perhaps");
    assertThat(environment.getProperty("checkout.express", Boolean.class)).isFalse();
    flags.put("checkout.express", "true");
    context.close();
    assertThat(environment.getProperty("checkout.express", Boolean.class)).isFalse();
  }
}
