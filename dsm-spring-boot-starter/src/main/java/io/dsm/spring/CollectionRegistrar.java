// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.DsmRuntime;
import io.dsm.cdi.config.CodecCheck;
import io.dsm.cdi.config.CollectionPlan;
import io.dsm.cdi.config.Plan;
import io.dsm.cdi.config.PlanReader;
import io.dsm.cdi.config.Surroundings;
import io.dsm.cdi.flag.FlagSetting;
import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Problem;
import io.dsm.cdi.model.ReflectedTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Turns the listed collections into bean definitions: named like the collection, typed with what it
 * holds, and qualified by the DSM annotation of its kind.
 */
final class CollectionRegistrar implements BeanDefinitionRegistryPostProcessor {

  static final String RUNTIME = "dsmRuntime";
  static final String PLAN = "dsmPlan";

  private final ConfigurableEnvironment environment;

  CollectionRegistrar(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) registry;
    SpringParts parts = new SpringParts(beans);
    ClassLoader loader = loaderOf(beans);
    ListedCollections listed = ListedCollections.of(environment);
    DeployedPlan deployed = read(listed, parts, loader);
    register(registry, PLAN, DeployedPlan.class, () -> deployed);
    register(registry, RUNTIME, DsmRuntime.class, () -> build(deployed));
    register(
        registry,
        OpenCollections.class.getName(),
        OpenCollections.class,
        () -> new OpenCollections(beans.getBean(RUNTIME, DsmRuntime.class), parts, loader));
    deployed.plan().collections().forEach(plan -> register(registry, beans, plan));
  }

  private DeployedPlan read(ListedCollections listed, SpringParts parts, ClassLoader loader) {
    Surroundings surroundings =
        new Surroundings(loader, handle -> parts.definesByType(handle, loader), new CodecCheck());
    SpringSettings settings = new SpringSettings(environment, listed);
    FlagSetting flags = FlagSetting.of(settings);
    Declarations found = flags.declare(listed.sites());
    List<Problem> problems = new ArrayList<>(listed.problems());
    problems.addAll(found.problems());
    Declarations declarations = new Declarations(found.all(), problems);
    return switch (PlanReader.read(settings, declarations, surroundings)) {
      case Plan.Ready ready -> new DeployedPlan(ready, true, flags.name());
      case Plan.Disabled _ -> switchedOff(settings.enabled(), declarations, surroundings);
      case Plan.Wrong wrong -> throw new WrongSettingsException(wrong.problems());
    };
  }

  /** The same plan, so that handles can be injected; the node is never started. */
  private static DeployedPlan switchedOff(
      SpringSettings settings, Declarations declarations, Surroundings surroundings) {
    return switch (PlanReader.read(settings, declarations, surroundings)) {
      case Plan.Ready ready -> new DeployedPlan(ready, false, Optional.empty());
      case Plan.Wrong wrong -> throw new WrongSettingsException(wrong.problems());
      case Plan.Disabled _ -> throw new IllegalStateException("dsm.enabled was overridden");
    };
  }

  private static DsmRuntime build(DeployedPlan deployed) {
    return deployed.plan().node().configure(DsmRuntime.builder()).build();
  }

  private static void register(
      BeanDefinitionRegistry registry, BeanFactory beans, CollectionPlan plan) {
    Declaration declaration = plan.declaration();
    RootBeanDefinition bean = new RootBeanDefinition(declaration.kind().handle());
    if (declaration.kind().isGeneric()) {
      bean.setTargetType(
          ResolvableType.forType(
              ReflectedTypes.generic(declaration.kind().handle(), plan.valueType())));
    }
    bean.setInstanceSupplier(() -> beans.getBean(OpenCollections.class).open(plan));
    bean.addQualifier(
        new AutowireCandidateQualifier(declaration.kind().qualifier(), declaration.name()));
    bean.setResourceDescription(String.join(", ", declaration.places()));
    registry.registerBeanDefinition(declaration.name(), bean);
  }

  private static <T> void register(
      BeanDefinitionRegistry registry, String name, Class<T> type, Supplier<T> supplier) {
    registry.registerBeanDefinition(name, new RootBeanDefinition(type, supplier));
  }

  private static ClassLoader loaderOf(ConfigurableListableBeanFactory beans) {
    ClassLoader own = beans.getBeanClassLoader();
    ClassLoader loader = own != null ? own : ClassUtils.getDefaultClassLoader();
    return loader != null ? loader : CollectionRegistrar.class.getClassLoader();
  }
}
