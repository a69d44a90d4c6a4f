// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.DsmRuntime.LifecycleState;
import io.dsm.lease.AcquireResult;
import io.dsm.register.RegisterCollection;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class HandlesTest {

  @Test
  void everyHandleIsABeanByNameByTypeAndByQualifier() throws Exception {
    try (ConfigurableApplicationContext context = SpringApplication.run(Gateway.class)) {
      Gateway gateway = context.getBean(Gateway.class);
      gateway.routes.put("eu", new Route("10.0.0.7", 8443));
      assertThat(gateway.sameRoutes.get("eu")).contains(new Route("10.0.0.7", 8443));
      assertThat(context.getBean("route-hints", RegisterCollection.class)).isSameAs(gateway.routes);
      gateway.flags.put("dark", true);
      assertThat(gateway.flags.get("dark")).contains(true);
    }
  }

  @Test
  void countersAreCountedAndShardsAreOwned() throws Exception {
    try (ConfigurableApplicationContext context = SpringApplication.run(Gateway.class)) {
      Gateway gateway = context.getBean(Gateway.class);
      gateway.requests.at("eu").increment();
      assertThat(gateway.requests.at("eu").value()).isEqualTo(1);
      AcquireResult<Worker> result =
          gateway.shards.acquire("a", new Worker("me")).toCompletableFuture().get(20, SECONDS);
      assertThat(result).isInstanceOf(AcquireResult.Acquired.class);
      assertThat(context.getBean(DsmRuntime.class).diagnostics().leaseCollections())
          .singleElement()
          .satisfies(it -> assertThat(it.acquired()).isEqualTo(1));
    }
  }

  @Test
  void aReferenceIsABeanToo() throws Exception {
    try (ConfigurableApplicationContext context = SpringApplication.run(Gateway.class)) {
      Gateway gateway = context.getBean(Gateway.class);
      assertThat(gateway.active).isSameAs(gateway.sameActive);
      assertThat(gateway.active.setIfAbsent(new Route("10.0.0.7", 8443))).isTrue();
      assertThat(gateway.active.get()).contains(new Route("10.0.0.7", 8443));
    }
  }

  @Test
  void closingTheContextStopsTheNode() {
    ConfigurableApplicationContext context = SpringApplication.run(Gateway.class);
    DsmRuntime runtime = context.getBean(DsmRuntime.class);
    assertThat(runtime.state()).isEqualTo(LifecycleState.RUNNING);
    context.close();
    assertThat(runtime.state()).isEqualTo(LifecycleState.STOPPED);
  }

  @Test
  void aNodeThatIsSwitchedOffIsInjectedAndUnavailable() {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Gateway.class)
            .web(WebApplicationType.NONE)
            .run("--dsm.enabled=false")) {
      Gateway gateway = context.getBean(Gateway.class);
      assertThatThrownBy(() -> gateway.routes.put("eu", new Route("h", 1)))
          .isInstanceOf(DsmException.Unavailable.class);
    }
  }
}
