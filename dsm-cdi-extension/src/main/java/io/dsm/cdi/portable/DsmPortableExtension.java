// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.portable;

import io.dsm.cdi.bean.Discovered;
import io.dsm.cdi.config.CodecCheck;
import io.dsm.cdi.config.Plan;
import io.dsm.cdi.config.PlanReader;
import io.dsm.cdi.config.Surroundings;
import io.dsm.cdi.model.CrdtHandles;
import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Report;
import io.dsm.cdi.model.Site;
import io.dsm.crdt.CrdtDefinition;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.ConfigProvider;

/** Discovers and validates in containers of CDI Full. */
public class DsmPortableExtension implements Extension {

  // With wildcards, because CDI does not resolve a raw type to beans of a parameterized one.
  private static final TypeLiteral<CrdtDefinition<?, ?>> DEFINITIONS = new TypeLiteral<>() {};

  private final List<Site> sites = new ArrayList<>();
  private final KeptObservers observers = new KeptObservers();

  <T, X> void found(@Observes ProcessInjectionPoint<T, X> event) {
    InjectionSites.of(event.getInjectionPoint()).ifPresent(sites::add);
  }

  <T, X> void found(@Observes ProcessObserverMethod<T, X> event) {
    ObserverSites.of(event)
        .ifPresent(
            site -> {
              sites.add(site);
              observers.keep(event.getObserverMethod());
            });
  }

  <T> void found(@Observes ProcessManagedBean<T> event) {
    sites.addAll(LockSites.of(event.getAnnotatedBeanClass()));
  }

  /**
   * Reports wrong injection points here, before the container stumbles over them with a message of
   * its own.
   */
  void discovered(@Observes AfterBeanDiscovery event) {
    Declarations declarations = Declarations.of(sites);
    if (!declarations.problems().isEmpty()) {
      event.addDefinitionError(new DefinitionException(problemsOf(declarations, _ -> true)));
    }
    event
        .addBean()
        .beanClass(Discovered.class)
        .types(Discovered.class)
        .scope(Dependent.class)
        .id(Discovered.class.getName())
        .createWith(_ -> new Discovered(sites, Optional.of(observers)));
  }

  void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
    Declarations declarations = Declarations.of(sites);
    String report = problemsOf(declarations, handle -> isDefined(handle, beans));
    if (!report.isEmpty()) {
      event.addDeploymentProblem(new DeploymentException(report));
    }
  }

  private static String problemsOf(
      Declarations declarations, Surroundings.Definitions definitions) {
    ClassLoader loader = loader();
    Surroundings surroundings = new Surroundings(loader, definitions, new CodecCheck());
    return switch (PlanReader.read(ConfigProvider.getConfig(loader), declarations, surroundings)) {
      case Plan.Wrong wrong -> Report.of(wrong.problems());
      case Plan.Ready _, Plan.Disabled _ -> "";
    };
  }

  private static boolean isDefined(Type handle, BeanManager beans) {
    boolean isBean =
        beans.getBeans(DEFINITIONS.getType(), Any.Literal.INSTANCE).stream()
            .flatMap(bean -> bean.getTypes().stream())
            .anyMatch(
                type ->
                    type instanceof ParameterizedType generic
                        && generic.getRawType().equals(CrdtDefinition.class)
                        && generic.getActualTypeArguments()[0].equals(handle));
    return isBean
        || ServiceLoader.load(CrdtDefinition.class, loader()).stream()
            .anyMatch(service -> CrdtHandles.of(service.type()).equals(Optional.of(handle)));
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : DsmPortableExtension.class.getClassLoader();
  }

  /** The kind and name a set of qualifiers gives, if one of them is ours. */
  record Named(Kind kind, String name) {

    static Optional<Named> in(Iterable<Annotation> qualifiers) {
      for (Annotation qualifier : qualifiers) {
        for (Kind kind : Kind.values()) {
          Optional<String> name = kind.nameIn(qualifier);
          if (name.isPresent()) {
            return Optional.of(new Named(kind, name.get()));
          }
        }
      }
      return Optional.empty();
    }
  }
}
