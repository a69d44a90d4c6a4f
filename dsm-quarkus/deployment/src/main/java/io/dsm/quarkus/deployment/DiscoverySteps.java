// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.cdi.bean.Discovered;
import io.dsm.cdi.intercept.LockedMethods;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Problem;
import io.dsm.cdi.model.Report;
import io.dsm.cdi.model.Site;
import io.dsm.cdi.model.SiteText;
import io.dsm.quarkus.DsmRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what the application declares, checks it, and hands it to the running application. */
class DiscoverySteps {

  static final String FEATURE = "dsm";

  @BuildStep
  FeatureBuildItem feature() {
    return new FeatureBuildItem(FEATURE);
  }

  /** Makes the qualifiers known: their module depends on no container, so it is no bean archive. */
  @BuildStep
  AdditionalBeanBuildItem qualifiers() {
    return AdditionalBeanBuildItem.builder()
        .addBeanClasses(
            Arrays.stream(Kind.values()).map(kind -> kind.qualifier().getName()).toList())
        .addBeanClasses(LockedMethods.BINDINGS.stream().map(Class::getName).toList())
        .build();
  }

  @BuildStep
  SitesBuildItem sites(BeanDiscoveryFinishedBuildItem beans) {
    Stream<Site> injected =
        beans.getInjectionPoints().stream().map(JandexSites::of).flatMap(Optional::stream);
    Stream<Site> observed =
        beans.getObservers().stream().map(JandexSites::of).flatMap(Optional::stream);
    Stream<Site> locked = beans.beanStream().classBeans().stream().flatMap(JandexSites::locks);
    return new SitesBuildItem(Stream.concat(Stream.concat(injected, observed), locked).toList());
  }

  /** Reports everything wrong at once. */
  @BuildStep
  void validate(
      SitesBuildItem sites,
      BeanDiscoveryFinishedBuildItem beans,
      BuildProducer<ValidationErrorBuildItem> errors) {
    List<Problem> problems = new BuildTimeCheck(beans).problemsOf(sites.declarations());
    if (!problems.isEmpty()) {
      errors.produce(new ValidationErrorBuildItem(new DefinitionException(Report.of(problems))));
    }
  }

  @BuildStep
  @Record(ExecutionTime.STATIC_INIT)
  SyntheticBeanBuildItem discovered(SitesBuildItem sites, DsmRecorder recorder) {
    boolean sound = sites.declarations().problems().isEmpty();
    List<String> text = List.of(SiteText.write(sound ? sites.sites() : List.of()));
    return SyntheticBeanBuildItem.configure(Discovered.class)
        .scope(Singleton.class)
        .supplier(recorder.discovered(text))
        .done();
  }

  /**
   * Satisfies injection points no producer serves, so that the container does not stumble over them
   * with a message of its own before all problems are reported together.
   */
  @BuildStep
  @Record(ExecutionTime.STATIC_INIT)
  void decoys(
      BeanDiscoveryFinishedBuildItem beans,
      DsmRecorder recorder,
      BuildProducer<SyntheticBeanBuildItem> synthetic) {
    for (Decoy decoy : Decoy.of(beans.getInjectionPoints())) {
      synthetic.produce(
          SyntheticBeanBuildItem.configure(Object.class)
              .identifier(decoy.identifier())
              .addType(decoy.type())
              .addQualifier(decoy.qualifier())
              .scope(Singleton.class)
              .supplier(recorder.nothing())
              .done());
    }
  }
}
