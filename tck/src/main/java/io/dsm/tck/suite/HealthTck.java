// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.HealthReader;
import io.dsm.tck.beans.Route;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The node answers MicroProfile Health. */
@ExtendWith(ArquillianExtension.class)
public class HealthTck {

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("health-checks", HealthTck.class, HealthReader.class, Route.class)
        .with("dsm.node-id", "healthy")
        .build();
  }

  @Inject HealthReader health;

  private static Map<String, Object> data(HealthCheckResponse answer) {
    return answer.getData().orElseThrow();
  }

  @Test
  @Assertion("health.live")
  public void aRunningNodeIsAlive() {
    assertThat(health.liveness().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(data(health.liveness())).containsEntry("state", "RUNNING");
  }

  @Test
  @Assertion("health.ready")
  public void aNodeThatHasCaughtUpIsReady() {
    assertThat(health.readiness().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(data(health.readiness())).containsEntry("caught-up", true);
  }

  @Test
  @Assertion("health.started")
  public void aStartedNodeSaysSo() {
    assertThat(health.startup().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
  }

  @Test
  @Assertion("health.identity")
  public void theAnswersSayWhichNodeItIs() {
    assertThat(data(health.readiness()))
        .containsEntry("cluster", "tck")
        .containsEntry("service", "tck")
        .containsEntry("members", 1L)
        .hasEntrySatisfying("node", node -> assertThat(node.toString()).startsWith("healthy#"));
  }

  @Test
  @Assertion("health.quorum")
  public void readinessTellsOfTheConsensusTier() {
    assertThat(data(health.readiness())).containsKeys("consensus-role", "voters", "quorum-margin");
  }
}
