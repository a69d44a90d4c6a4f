// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.DsmRuntime.LifecycleState;
import io.dsm.cdi.support.Deployment;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  @ApplicationScoped
  public static class Impatient {
    static final List<Throwable> EARLY = new ArrayList<>();
    static final List<Object> LATE = new ArrayList<>();

    @Inject
    @DsmRegister("route-hints")
    RegisterCollection<RouteHint> routes;

    @Inject DsmRuntime runtime;

    void tooEarly(@Observes @Priority(1) Startup event) {
      try {
        routes.get("k");
      } catch (DsmException refused) {
        EARLY.add(refused);
      }
      try {
        runtime.state();
      } catch (DsmException refused) {
        EARLY.add(refused);
      }
    }

    void stopping(@Observes Shutdown event) {
      LATE.add(runtime.state());
      LATE.add(routes.all());
    }
  }

  @BeforeEach
  void clear() {
    Impatient.EARLY.clear();
    Impatient.LATE.clear();
  }

  @Test
  void useBeforeTheStartIsUnavailableAndSaysWhen() {
    try (Deployment deployment = Deployment.of(Impatient.class).start()) {
      assertThat(deployment.bean(DsmRuntime.class).state()).isEqualTo(LifecycleState.RUNNING);
    }
    assertThat(Impatient.EARLY)
        .hasSize(2)
        .allSatisfy(
            refused ->
                assertThat(refused)
                    .isInstanceOf(DsmException.Unavailable.class)
                    .hasMessageContaining("has not started yet"));
  }

  @Test
  void observersOfTheShutdownStillFindTheNodeRunning() {
    Deployment.of(Impatient.class).start().close();
    assertThat(Impatient.LATE).startsWith(LifecycleState.RUNNING);
  }

  @Test
  void aDisabledNodeIsNotBuiltAndSaysSo() {
    try (Deployment deployment =
        Deployment.of(WithoutStart.class).setting("dsm.enabled", "false").start()) {
      WithoutStart bean = deployment.bean(WithoutStart.class);
      assertThatThrownBy(bean::touch)
          .isInstanceOf(DsmException.Unavailable.class)
          .hasMessageContaining("dsm.enabled is false");
    }
  }

  @ApplicationScoped
  public static class WithoutStart {
    @Inject
    @DsmRegister("route-hints")
    RegisterCollection<RouteHint> routes;

    int touch() {
      return routes.size();
    }
  }

  @Test
  void aSettingTheNodeDoesNotKnowFailsTheDeployment() {
    assertThatThrownBy(() -> Deployment.of().setting("dsm.nobody.knows.this", "1").start().close())
        .hasMessageContaining("nobody.knows.this");
  }
}
