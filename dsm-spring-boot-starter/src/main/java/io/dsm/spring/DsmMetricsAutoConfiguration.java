// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.DsmRuntime;
import io.dsm.health.Figure;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** A meter for every figure of the node, where Micrometer is present. */
@AutoConfiguration(after = DsmAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
public class DsmMetricsAutoConfiguration {

  @Bean
  MeterBinder dsmMeters(DsmRuntime runtime) {
    return registry -> Figure.all().forEach(figure -> bind(figure, runtime, registry));
  }

  private static void bind(Figure figure, DsmRuntime runtime, MeterRegistry registry) {
    if (figure.onlyGrows()) {
      FunctionCounter.builder(figure.name(), runtime, node -> read(figure, node))
          .description(figure.description())
          .register(registry);
    } else {
      Gauge.builder(figure.name(), runtime, node -> read(figure, node))
          .description(figure.description())
          .register(registry);
    }
  }

  private static double read(Figure figure, DsmRuntime node) {
    return figure.reading().apply(node.diagnostics());
  }
}
