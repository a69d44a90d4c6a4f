// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether this node should be given work: {@code dsm-readiness}. */
@Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {

  @Inject NodeHealth node;

  @Override
  public HealthCheckResponse call() {
    return node.answer("readiness", false, HealthRules::readiness);
  }
}
