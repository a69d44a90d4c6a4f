// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.HealthReader;
import io.dsm.tck.beans.Route;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Health procedures can be switched off, all of the vendor's and one of DSM's. */
@ExtendWith(ArquillianExtension.class)
public class HealthOffTck {

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("health-off", HealthOffTck.class, HealthReader.class, Route.class)
        .with("dsm.health.enabled", "true")
        .with("dsm.health.readiness.enabled", "false")
        .with("mp.health.disable-default-procedures", "true")
        .build();
  }

  @Inject HealthReader health;

  @Test
  @Assertion("health.off")
  public void aCheckThatIsSwitchedOffIsUpAndSaysSo() {
    assertThat(health.readiness().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(health.readiness().getData().toString()).contains("switched off");
  }

  @Test
  @Assertion("health.override")
  public void theOtherChecksStayOnIfDsmSaysSo() {
    assertThat(health.liveness().getData().toString()).contains("RUNNING");
  }
}
