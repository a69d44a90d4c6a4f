// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.health.Figure;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthAndMetricsTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(Gateway.class, Route.class))
          .overrideConfigKey("dsm.cluster-id", "test")
          .overrideConfigKey("dsm.service-id", "gateway");

  @TestHTTPResource("/q/health")
  URI health;

  @Inject Gateway gateway;
  @Inject MeterRegistry registry;

  @Test
  void everyFigureHasAMeterThatFollowsTheNode() {
    // Alone it remembers nothing.
    ((CompositeMeterRegistry) registry).add(new SimpleMeterRegistry());
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getName())
        .containsAll(Figure.all().stream().map(Figure::name).toList());
    long before = (long) registry.get("dsm.entries").gauge().value();
    gateway.routes.put("metered", new Route("10.0.0.8", 1));
    assertThat(registry.get("dsm.entries").gauge().value()).isEqualTo(before + 1);
    assertThat(registry.get("dsm.cluster.members").gauge().value()).isEqualTo(1);
    Meter.Id counter = registry.get("dsm.lease.acquisitions").meter().getId();
    assertThat(counter.getType()).isEqualTo(Meter.Type.COUNTER);
  }

  @Test
  void theHealthEndpointHasTheThreeChecks() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(body())
                    .contains("dsm-liveness", "dsm-readiness", "dsm-startup")
                    .contains("\"status\": \"UP\"")
                    .doesNotContain("DOWN"));
  }

  private String body() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString()).body();
    }
  }
}
