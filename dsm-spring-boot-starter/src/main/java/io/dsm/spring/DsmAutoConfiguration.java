// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.DsmRuntime;
import io.dsm.register.RegisterCollection;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The node of a Spring Boot application and its collections as beans.
 *
 * <p>A node needs {@code dsm.cluster-id}; an application that sets nothing below {@code dsm} is
 * told so when it starts.
 */
@AutoConfiguration
public class DsmAutoConfiguration {

  /** Registers a bean for each collection before any bean is created. */
  @Bean
  static CollectionRegistrar dsmCollectionRegistrar(ConfigurableEnvironment environment) {
    return new CollectionRegistrar(environment);
  }

  /** Starts the node before everything else that has a life cycle, and stops it after. */
  @Bean
  NodeLifecycle dsmNodeLifecycle(
      DsmRuntime runtime,
      DeployedPlan plan,
      ConfigurableEnvironment environment,
      BeanFactory beans) {
    plan.flags()
        .ifPresent(
            name ->
                FlagPropertySource.add(environment, beans.getBean(name, RegisterCollection.class)));
    return new NodeLifecycle(runtime, plan.enabled());
  }
}
