// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.quarkus.DsmBuildTimeConfig;
import io.dsm.quarkus.DsmRecorder;
import io.dsm.quarkus.dev.DevMembers;
import io.dsm.quarkus.dev.DevPage;
import io.dsm.quarkus.dev.DevPlan;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.jandex.DotName;

/** What dev mode adds: the page in the Dev UI and, if wanted, more members in the process. */
@BuildSteps(onlyIf = IsDevelopment.class)
class DevSteps {

  private static final DotName SINGLETON = DotName.createSimple(Singleton.class);

  @BuildStep
  CardPageBuildItem card() {
    CardPageBuildItem card = new CardPageBuildItem();
    card.addPage(
        Page.webComponentPageBuilder()
            .title("Cluster")
            .icon("font-awesome-solid:circle-nodes")
            .componentLink("qwc-dsm-cluster.js")
            .dynamicLabelJsonRPCMethodName("memberCount"));
    return card;
  }

  @BuildStep
  JsonRPCProvidersBuildItem page() {
    return new JsonRPCProvidersBuildItem(DevPage.class, SINGLETON);
  }

  @BuildStep
  AdditionalBeanBuildItem beans() {
    return AdditionalBeanBuildItem.builder()
        .addBeanClass(DevMembers.class)
        .setDefaultScope(SINGLETON)
        .setUnremovable()
        .build();
  }

  /** The ports are new with every build, because those of before may be in use for a while. */
  @BuildStep
  DevClusterBuildItem cluster(
      DsmBuildTimeConfig config, OutputTargetBuildItem target, LiveReloadBuildItem reload) {
    return DevClusterBuildItem.of(
        config.devMembers(),
        target.getOutputDirectory().resolve("dsm-dev"),
        !reload.isLiveReload());
  }

  @BuildStep
  void settings(
      DevClusterBuildItem cluster, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
    for (Map.Entry<String, String> each : cluster.settings().entrySet()) {
      defaults.produce(new RunTimeConfigurationDefaultBuildItem(each.getKey(), each.getValue()));
    }
  }

  @BuildStep
  @Record(ExecutionTime.STATIC_INIT)
  SyntheticBeanBuildItem plan(DevClusterBuildItem cluster, DsmRecorder recorder) {
    return SyntheticBeanBuildItem.configure(DevPlan.class)
        .scope(Singleton.class)
        .supplier(recorder.devPlan(cluster.ports(), cluster.directory()))
        .unremovable()
        .done();
  }
}
