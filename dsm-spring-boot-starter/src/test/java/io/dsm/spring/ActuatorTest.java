// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.health.Figure;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ConfigurableApplicationContext;

class ActuatorTest {

  @Test
  void healthFollowsTheNode() {
    try (ConfigurableApplicationContext context = SpringApplication.run(Gateway.class)) {
      HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
      for (String check : new String[] {"dsmLiveness", "dsmReadiness", "dsmStartup"}) {
        HealthContributor contributor = registry.getContributor(check);
        assertThat(contributor).as(check).isInstanceOf(HealthIndicator.class);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> Status.UP.equals(((HealthIndicator) contributor).health().getStatus()));
      }
      HealthIndicator ready = (HealthIndicator) registry.getContributor("dsmReadiness");
      assertThat(ready.health().getDetails()).containsEntry("members", 1L).containsKey("voters");
    }
  }

  @Test
  void everyFigureHasAMeterThatFollowsTheNode() {
    try (ConfigurableApplicationContext context = SpringApplication.run(Gateway.class)) {
      MeterRegistry meters = context.getBean(MeterRegistry.class);
      assertThat(meters.getMeters())
          .extracting(meter -> meter.getId().getName())
          .containsAll(Figure.all().stream().map(Figure::name).toList());
      context.getBean(Gateway.class).routes.put("eu", new Route("h", 1));
      assertThat(meters.get("dsm.entries").gauge().value()).isEqualTo(1);
      assertThat(meters.get("dsm.lease.acquisitions").meter().getId().getType())
          .isEqualTo(Meter.Type.COUNTER);
    }
  }
}
