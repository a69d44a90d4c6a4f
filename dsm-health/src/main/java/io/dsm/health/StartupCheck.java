// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Whether this node has joined and caught up: {@code dsm-startup}. */
@Startup
@ApplicationScoped
public class StartupCheck implements HealthCheck {

  @Inject NodeHealth node;

  @Override
  public HealthCheckResponse call() {
    return node.answer("startup", false, HealthRules::startup);
  }
}
