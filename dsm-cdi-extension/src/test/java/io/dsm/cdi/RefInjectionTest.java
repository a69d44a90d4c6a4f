// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dsm.cdi.support.Deployment;
import io.dsm.cdi.support.ExtensionKind;
import io.dsm.inject.DsmRef;
import io.dsm.ref.Ref;
import io.dsm.ref.RefChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefInjectionTest {

  @ApplicationScoped
  public static class Switchboard {
    @Inject
    @DsmRef("primary-route")
    Ref<RouteHint> primary;

    Ref<RouteHint> primary() {
      return primary;
    }
  }

  @ApplicationScoped
  public static class Listener {
    private final Queue<RefChange<RouteHint>> seen = new ConcurrentLinkedQueue<>();

    void changed(@Observes @DsmRef("primary-route") RefChange<RouteHint> change) {
      seen.add(change);
    }

    Queue<RefChange<RouteHint>> seen() {
      return seen;
    }
  }

  @ApplicationScoped
  public static class Raw {
    @Inject
    @DsmRef("primary-route")
    @SuppressWarnings("rawtypes") // this is the mistake
    Ref primary;
  }

  @ParameterizedTest
  @EnumSource
  void aReferenceIsInjectedAndWorks(ExtensionKind kind) {
    RouteHint hint = new RouteHint("10.0.0.7", 8443);
    try (Deployment deployment = Deployment.of(Switchboard.class).extension(kind).start()) {
      Ref<RouteHint> primary = deployment.bean(Switchboard.class).primary();
      assertThat(primary.get()).isEmpty();
      assertThat(primary.set(hint)).isEqualTo(1);
      assertThat(primary.updateAndGet(Optional::orElseThrow)).isEqualTo(hint);
      Ref<RouteHint> lookedUp =
          deployment
              .container()
              .select(new TypeLiteral<Ref<RouteHint>>() {}, DsmRef.Literal.of("primary-route"))
              .get();
      assertThat(lookedUp.entry()).isEqualTo(primary.entry());
    }
  }

  @Test
  void anObserverHearsOfTheValueAndOfEveryChange() {
    RouteHint hint = new RouteHint("10.0.0.7", 8443);
    try (Deployment deployment = Deployment.of(Switchboard.class, Listener.class).start()) {
      Queue<RefChange<RouteHint>> seen = deployment.bean(Listener.class).seen();
      await().until(() -> seen.contains(new RefChange.Current<>(0, Optional.empty())));
      deployment.bean(Switchboard.class).primary().set(hint);
      await().until(() -> seen.contains(new RefChange.Updated<>(1, hint)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRawReferenceIsADefinitionError(ExtensionKind kind) {
    assertThatThrownBy(() -> Deployment.of(Raw.class).extension(kind).start())
        .hasMessageContaining("primary-route");
  }

  @ParameterizedTest
  @EnumSource
  void aClusteredNodeWithoutVotersIsRefusedByName(ExtensionKind kind) {
    assertThatThrownBy(
            () ->
                Deployment.of(Switchboard.class)
                    .extension(kind)
                    .setting("dsm.cluster.membership", "unicast")
                    .setting("dsm.cluster.unicast.bind-port", "0")
                    .setting("dsm.cluster.unicast.seeds", "127.0.0.1:20001")
                    .start())
        .hasMessageContainingAll("@DsmRef(\"primary-route\")", "dsm.consensus.voters");
  }
}
