// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseEvent;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Changes reach the observers of their name. */
public class EventTck {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  /** Observes two names of one type, and leases. */
  @ApplicationScoped
  public static class Observer {
    private final List<Change<Route>> routes = new CopyOnWriteArrayList<>();
    private final List<Change<Route>> others = new CopyOnWriteArrayList<>();
    private final List<LeaseEvent<Route>> leases = new CopyOnWriteArrayList<>();
    private final List<ClassLoader> loaders = new CopyOnWriteArrayList<>();

    @Inject
    @DsmRegister("routes")
    RegisterCollection<Route> handle;

    @Inject
    @DsmLease("owners")
    LeaseCollection<Route> owners;

    void route(@Observes @DsmRegister("routes") Change<Route> change) {
      loaders.add(Thread.currentThread().getContextClassLoader());
      routes.add(change);
    }

    void other(@Observes @DsmRegister("others") Change<Route> change) {
      others.add(change);
    }

    void lease(@Observes @DsmLease("owners") LeaseEvent<Route> event) {
      leases.add(event);
    }

    public void write(Route route) {
      handle.put("eu", route);
      handle.remove("eu");
    }

    public void acquire() throws Exception {
      owners.acquire("s1", new Route("h", 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    public List<Change<Route>> routes() {
      return routes;
    }

    public List<Change<Route>> others() {
      return others;
    }

    public List<LeaseEvent<Route>> leases() {
      return leases;
    }

    public List<ClassLoader> loaders() {
      return loaders;
    }
  }

  @Test
  @Assertion({"event.change", "event.name", "event.loader"})
  public void changesReachOnlyTheObserversOfTheirName() throws Exception {
    try (TckContainer.Deployed deployed =
        TckContainer.underTest().deploy(Application.of(Observer.class))) {
      Observer observer = deployed.bean(Observer.class);
      observer.write(new Route("h", 1));
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> observer.routes().contains(new Change.Removed<Route>("eu")));
      assertThat(observer.others()).isEmpty();
      assertThat(observer.loaders()).isNotEmpty().doesNotContainNull();
    }
  }

  @Test
  @Assertion("event.lease")
  public void leasesAreObserved() throws Exception {
    try (TckContainer.Deployed deployed =
        TckContainer.underTest().deploy(Application.of(Observer.class))) {
      Observer observer = deployed.bean(Observer.class);
      observer.acquire();
      await()
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  observer.leases().stream()
                      .anyMatch(event -> event instanceof LeaseEvent.Acquired<Route>));
    }
  }
}
