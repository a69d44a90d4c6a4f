// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.DsmRuntime.LifecycleState;
import io.dsm.diagnostics.Diagnostics;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

  /** A runtime that can only be asked for diagnostics. */
  @ApplicationScoped
  public static class NodeBean {
    static volatile Optional<Diagnostics> diagnostics = Optional.empty();

    @Produces
    @ApplicationScoped
    DsmRuntime runtime() {
      return (DsmRuntime)
          Proxy.newProxyInstance(
              DsmRuntime.class.getClassLoader(),
              new Class<?>[] {DsmRuntime.class},
              (_, _, _) ->
                  diagnostics.orElseThrow(() -> new DsmException.Unavailable("not started")));
    }
  }

  private static HealthCheckResponse call(Annotation which, Map<String, String> settings) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = new ClassLoader(before) {};
    Config config =
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(settings, "test settings", 500))
            .build();
    ConfigProviderResolver.instance().registerConfig(config, loader);
    thread.setContextClassLoader(loader);
    try (SeContainer container =
        new Weld()
            .disableDiscovery()
            .addBeanClasses(
                NodeBean.class,
                NodeHealth.class,
                LivenessCheck.class,
                ReadinessCheck.class,
                StartupCheck.class)
            .initialize()) {
      return container.select(HealthCheck.class, which).get().call();
    } finally {
      thread.setContextClassLoader(before);
      ConfigProviderResolver.instance().releaseConfig(config);
    }
  }

  @Test
  void theChecksHaveTheirNamesAndData() {
    NodeBean.diagnostics =
        Optional.of(Nodes.node(LifecycleState.RUNNING, true, Nodes.consensus(3, 3, true)));
    HealthCheckResponse readiness = call(Readiness.Literal.INSTANCE, Map.of());
    assertThat(readiness.getName()).isEqualTo("dsm-readiness");
    assertThat(readiness.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(readiness.getData().orElseThrow()).containsEntry("quorum-margin", 1L);
    assertThat(call(Liveness.Literal.INSTANCE, Map.of()).getName()).isEqualTo("dsm-liveness");
    assertThat(call(Startup.Literal.INSTANCE, Map.of()).getName()).isEqualTo("dsm-startup");
  }

  @Test
  void aNodeThatIsNotThereIsAliveButNotReady() {
    NodeBean.diagnostics = Optional.empty();
    assertThat(call(Liveness.Literal.INSTANCE, Map.of()).getStatus())
        .isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(call(Startup.Literal.INSTANCE, Map.of()).getStatus())
        .isEqualTo(HealthCheckResponse.Status.DOWN);
    HealthCheckResponse readiness = call(Readiness.Literal.INSTANCE, Map.of());
    assertThat(readiness.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(readiness.getData().orElseThrow()).containsEntry("reason", "not started");
  }

  @Test
  void checksCanBeSwitchedOff() {
    NodeBean.diagnostics = Optional.empty();
    for (String key :
        new String[] {"dsm.health.enabled", "dsm.health.readiness.enabled", "dsm.enabled"}) {
      assertThat(call(Readiness.Literal.INSTANCE, Map.of(key, "false")).getStatus())
          .as(key)
          .isEqualTo(HealthCheckResponse.Status.UP);
    }
    assertThat(
            call(Readiness.Literal.INSTANCE, Map.of("mp.health.disable-default-procedures", "true"))
                .getStatus())
        .isEqualTo(HealthCheckResponse.Status.UP);
  }
}
