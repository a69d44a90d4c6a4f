// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.quarkus.DsmBuildTimeConfig;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import java.util.List;

/** The health checks: beans where somebody serves them, and nowhere else. */
class HealthSteps {

  /** By name: their interface is on the class path only where checks are served. */
  private static final String PACKAGE = "io.dsm.health.";

  private static final List<String> CHECKS =
      List.of("LivenessCheck", "ReadinessCheck", "StartupCheck");

  @BuildStep
  void health(
      DsmBuildTimeConfig config,
      Capabilities capabilities,
      BuildProducer<HealthBuildItem> checks,
      BuildProducer<ExcludedTypeBuildItem> excluded) {
    boolean served = capabilities.isPresent(Capability.SMALLRYE_HEALTH) && config.healthEnabled();
    CHECKS.forEach(check -> checks.produce(new HealthBuildItem(PACKAGE + check, served)));
    if (!served) {
      excluded.produce(new ExcludedTypeBuildItem(PACKAGE + "**"));
    }
  }
}
