// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.diagnostics.Diagnostics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Applies a rule to the node of this deployment, unless the check is switched off. */
@ApplicationScoped
public class NodeHealth {

  private static final String ALL = "dsm.health.enabled";
  private static final String VENDOR_OFF = "mp.health.disable-default-procedures";

  @Inject Instance<DsmRuntime> runtime;

  /**
   * The answer of a check.
   *
   * @param check {@code liveness}, {@code readiness} or {@code startup}
   * @param upWhileAbsent what holds while there is no node
   */
  HealthCheckResponse answer(
      String check, boolean upWhileAbsent, Function<Diagnostics, Verdict> rule) {
    Verdict verdict = verdict(check, upWhileAbsent, rule);
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("dsm-" + check).status(verdict.up());
    new TreeMap<>(verdict.facts())
        .forEach(
            (key, value) -> {
              switch (value) {
                case Boolean flag -> response.withData(key, flag);
                case Number number -> response.withData(key, number.longValue());
                case Object text -> response.withData(key, text.toString());
              }
            });
    return response.build();
  }

  private Verdict verdict(
      String check, boolean upWhileAbsent, Function<Diagnostics, Verdict> rule) {
    Config config = ConfigProvider.getConfig();
    if (!isOn(config, "dsm.enabled", true)) {
      return HealthRules.absent(true, "dsm.enabled is false");
    }
    boolean vendorChecks = !isOn(config, VENDOR_OFF, false);
    if (!isOn(config, ALL, vendorChecks)
        || !isOn(config, "dsm.health." + check + ".enabled", true)) {
      return HealthRules.absent(true, "the check is switched off");
    }
    if (!runtime.isResolvable()) {
      return HealthRules.absent(upWhileAbsent, "no DsmRuntime bean; add io.dsm:dsm-cdi-extension");
    }
    try {
      return rule.apply(runtime.get().diagnostics());
    } catch (DsmException.Unavailable notThere) {
      return HealthRules.absent(upWhileAbsent, String.valueOf(notThere.getMessage()));
    }
  }

  private static boolean isOn(Config config, String key, boolean standard) {
    return config.getOptionalValue(key, Boolean.class).orElse(standard);
  }
}
