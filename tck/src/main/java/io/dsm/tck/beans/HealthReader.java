// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.beans;

import io.dsm.inject.DsmLease;
import io.dsm.lease.LeaseCollection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Asks the checks of DSM as the server does. */
@ApplicationScoped
public class HealthReader {

  @Inject @Liveness Instance<HealthCheck> liveness;
  @Inject @Readiness Instance<HealthCheck> readiness;
  @Inject @Startup Instance<HealthCheck> startup;

  @Inject
  @DsmLease("owners")
  LeaseCollection<Route> owners;

  public HealthCheckResponse liveness() {
    return answer(liveness, "dsm-liveness");
  }

  public HealthCheckResponse readiness() {
    return answer(readiness, "dsm-readiness");
  }

  public HealthCheckResponse startup() {
    return answer(startup, "dsm-startup");
  }

  private static HealthCheckResponse answer(Instance<HealthCheck> checks, String name) {
    return checks.stream()
        .map(HealthCheck::call)
        .filter(answer -> answer.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no check answers as " + name));
  }
}
