// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.health.Figure;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.metrics.MetricsFactory;
import java.util.function.Supplier;

/** Registers a meter for every figure of the node. */
final class Meters {

  private Meters() {}

  static void register(MetricsFactory factory) {
    for (Figure figure : Figure.all()) {
      MetricsFactory.MetricBuilder meter =
          factory.builder(figure.name(), MetricsFactory.Type.VENDOR);
      meter.description(figure.description()).unit(figure.unit());
      Supplier<Number> reading = () -> read(figure);
      if (figure.onlyGrows()) {
        meter.buildCounter(reading);
      } else {
        meter.buildGauge(reading);
      }
    }
  }

  /** The figure now, or no number while the node does not run. */
  private static Number read(Figure figure) {
    try (InstanceHandle<DsmRuntime> runtime = Arc.container().instance(DsmRuntime.class)) {
      return runtime.isAvailable()
          ? figure.reading().apply(runtime.get().diagnostics())
          : Double.NaN;
    } catch (DsmException.Unavailable notRunning) {
      return Double.NaN;
    }
  }
}
