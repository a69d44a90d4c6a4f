// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether this node must be restarted: {@code dsm-liveness}. */
@Liveness
@ApplicationScoped
public class LivenessCheck implements HealthCheck {

  @Inject NodeHealth node;

  @Override
  public HealthCheckResponse call() {
    return node.answer("liveness", true, HealthRules::liveness);
  }
}
