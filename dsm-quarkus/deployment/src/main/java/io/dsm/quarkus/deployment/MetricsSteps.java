// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.quarkus.DsmBuildTimeConfig;
import io.dsm.quarkus.DsmRecorder;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.LogCategoryBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.deployment.metrics.MetricsFactoryConsumerBuildItem;
import java.util.Optional;
import java.util.logging.Level;

/** The meters, through whatever metrics extension is present, and what is logged by default. */
class MetricsSteps {

  @BuildStep
  @Record(ExecutionTime.RUNTIME_INIT)
  void meters(
      DsmBuildTimeConfig config,
      Optional<MetricsCapabilityBuildItem> metrics,
      DsmRecorder recorder,
      BuildProducer<MetricsFactoryConsumerBuildItem> consumers) {
    if (metrics.isPresent() && config.metricsEnabled()) {
      consumers.produce(
          new MetricsFactoryConsumerBuildItem(recorder.meters(), ExecutionTime.RUNTIME_INIT));
    }
  }

  /** The consensus engine tells the story of every election at INFO. */
  @BuildStep
  LogCategoryBuildItem quietEngine() {
    return new LogCategoryBuildItem("io.microraft", Level.WARNING);
  }
}
