// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.DsmRuntime.LifecycleState;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseEvent;
import io.dsm.register.RegisterCollection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The node lives as long as the application. */
public class LifecycleTck {

  /** Notes what it finds, where it outlives its deployment. */
  @ApplicationScoped
  public static class Witness {
    static final List<Object> NOTES = new CopyOnWriteArrayList<>();

    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> routes;

    @Inject
    @DsmLease("owners")
    LeaseCollection<Route> owners;

    @Inject DsmRuntime runtime;

    void early(@Observes @Priority(1) Startup event) {
      try {
        routes.size();
      } catch (DsmException.Unavailable refusal) {
        NOTES.add(refusal);
      }
    }

    void started(@Observes Startup event) {
      NOTES.add(runtime.state());
    }

    void stopping(@Observes Shutdown event) {
      NOTES.add(runtime.state());
    }

    void lease(@Observes @DsmLease("owners") LeaseEvent<Route> event) {
      if (event instanceof LeaseEvent.Released<Route>) {
        NOTES.add("released");
      }
    }

    public void acquire() throws Exception {
      owners.acquire("s1", new Route("h", 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  @Assertion({"life.early", "life.start", "life.stop", "life.release"})
  public void theNodeStartsAndStopsWithTheApplication() throws Exception {
    Witness.NOTES.clear();
    try (TckContainer.Deployed deployed =
        TckContainer.underTest().deploy(Application.of(Witness.class))) {
      deployed.bean(Witness.class).acquire();
    }
    assertThat(Witness.NOTES).hasSize(4);
    assertThat(Witness.NOTES.getFirst()).isInstanceOf(DsmException.Unavailable.class);
    assertThat(Witness.NOTES.subList(1, 4))
        .containsExactly(LifecycleState.RUNNING, LifecycleState.RUNNING, "released");
  }

  @Test
  @Assertion("life.again")
  public void anApplicationCanBeDeployedAgain() throws Exception {
    for (int round = 0; round < 2; round++) {
      Witness.NOTES.clear();
      TckContainer.underTest().deploy(Application.of(Witness.class)).close();
      assertThat(Witness.NOTES).contains(LifecycleState.RUNNING);
    }
  }
}
