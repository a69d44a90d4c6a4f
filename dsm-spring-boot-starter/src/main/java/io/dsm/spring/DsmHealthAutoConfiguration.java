// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.DsmRuntime;
import io.dsm.health.HealthRules;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Health of the node as the Actuator shows it: {@code dsmLiveness}, {@code dsmReadiness} and {@code
 * dsmStartup}, by the same rules as everywhere. {@code management.health.dsm.enabled} switches all
 * off.
 */
@AutoConfiguration(after = DsmAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("dsm")
@ConditionalOnProperty(name = "dsm.health.enabled", matchIfMissing = true)
public class DsmHealthAutoConfiguration {

  @Bean
  @ConditionalOnProperty(name = "dsm.health.liveness.enabled", matchIfMissing = true)
  HealthIndicator dsmLivenessHealthIndicator(DsmRuntime runtime, DeployedPlan plan) {
    return new NodeHealthIndicator(runtime, plan.enabled(), HealthRules::liveness);
  }

  @Bean
  @ConditionalOnProperty(name = "dsm.health.readiness.enabled", matchIfMissing = true)
  HealthIndicator dsmReadinessHealthIndicator(DsmRuntime runtime, DeployedPlan plan) {
    return new NodeHealthIndicator(runtime, plan.enabled(), HealthRules::readiness);
  }

  @Bean
  @ConditionalOnProperty(name = "dsm.health.startup.enabled", matchIfMissing = true)
  HealthIndicator dsmStartupHealthIndicator(DsmRuntime runtime, DeployedPlan plan) {
    return new NodeHealthIndicator(runtime, plan.enabled(), HealthRules::startup);
  }
}
