// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.cdi.support.Deployment;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.AcquireResult;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import jakarta.enterprise.util.TypeLiteral;
import org.junit.jupiter.api.Test;

/** The bean of the README does what the README says. */
class InjectionSampleTest {

  private static final TypeLiteral<RegisterCollection<RouteHint>> ROUTE_HINTS =
      new TypeLiteral<>() {};

  @Test
  void theBeanOfTheReadmeReadsCountsObservesAndAcquires() throws Exception {
    try (Deployment deployment = Deployment.of(Gateway.class).start()) {
      Gateway gateway = deployment.bean(Gateway.class);
      RouteHint hint = new RouteHint("10.0.0.7", 8443);
      deployment
          .container()
          .select(ROUTE_HINTS, DsmRegister.Literal.of("route-hints"))
          .get()
          .put("eu-west-1", hint);
      assertThat(gateway.route("eu-west-1")).contains(hint);
      assertThat(gateway.route("nowhere")).isEmpty();
      await().until(() -> gateway.log().contains(new Change.Updated<>("eu-west-1", hint)));
      assertThat(gateway.own("shard-1").toCompletableFuture().get(30, SECONDS))
          .isInstanceOf(AcquireResult.Acquired.class);
    }
  }
}
