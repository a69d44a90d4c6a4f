// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.DsmRuntime;
import io.dsm.diagnostics.Diagnostics;
import io.dsm.health.HealthRules;
import io.dsm.health.Verdict;
import java.util.function.Function;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Applies a rule to the node. */
final class NodeHealthIndicator implements HealthIndicator {

  private final DsmRuntime runtime;
  private final boolean enabled;
  private final Function<Diagnostics, Verdict> rule;

  NodeHealthIndicator(DsmRuntime runtime, boolean enabled, Function<Diagnostics, Verdict> rule) {
    this.runtime = runtime;
    this.enabled = enabled;
    this.rule = rule;
  }

  @Override
  public Health health() {
    Verdict verdict =
        enabled
            ? rule.apply(runtime.diagnostics())
            : HealthRules.absent(true, "dsm.enabled is false");
    Health.Builder health = verdict.up() ? Health.up() : Health.down();
    verdict.facts().forEach(health::withDetail);
    return health.build();
  }
}
