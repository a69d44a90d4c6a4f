// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.cdi.bean.Discovered;
import io.dsm.lease.AcquireResult;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InjectionTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClasses(Gateway.class, Route.class))
          .overrideConfigKey("dsm.cluster-id", "test")
          .overrideConfigKey("dsm.service-id", "gateway");

  @Inject Gateway gateway;
  @Inject Instance<Discovered> discovered;

  @Test
  void everyKindOfHandleIsInjectedAndWorks() throws Exception {
    gateway.routes.put("eu", new Route("10.0.0.7", 8443));
    gateway.requests.at("eu").increment();
    AcquireResult<Route> owner =
        gateway.shards.acquire("a", new Route("me", 1)).toCompletableFuture().get(20, SECONDS);
    assertThat(gateway.routes.get("eu")).contains(new Route("10.0.0.7", 8443));
    assertThat(gateway.requests.at("eu").value()).isEqualTo(1);
    assertThat(owner).isInstanceOf(AcquireResult.Acquired.class);
    await().atMost(Duration.ofSeconds(20)).until(() -> !gateway.seen.isEmpty());
  }

  @Test
  void theBuildStepsDiscoverAndTheBuildCompatibleExtensionStandsBack() {
    assertThat(discovered.stream()).hasSize(1);
    assertThat(discovered.get().declarations().all())
        .extracting(declaration -> declaration.name())
        .containsExactly("requests", "route-hints", "shards");
    assertThat(discovered.get().sites()).hasSize(5);
  }
}
