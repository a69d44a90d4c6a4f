// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** What is decided when the application is built. Everything else is below {@code dsm.}. */
@ConfigMapping(prefix = "quarkus.dsm")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface DsmBuildTimeConfig {

  /** Whether the health checks of DSM are published, if the health extension is present. */
  @WithName("health.enabled")
  @WithDefault("true")
  boolean healthEnabled();

  /** Whether the meters of DSM are registered, if a metrics extension is present. */
  @WithName("metrics.enabled")
  @WithDefault("true")
  boolean metricsEnabled();

  /** How many more members dev mode starts in the process; 2 make a cluster of three. */
  @WithName("dev.members")
  @WithDefault("0")
  int devMembers();
}
