// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.cdi.support.Deployment;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseEvent;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventTest {

  @RequestScoped
  public static class PerRequest {
    String shown(Change<?> change) {
      return String.valueOf(change);
    }
  }

  @ApplicationScoped
  public static class Observer {
    static final Queue<Object> ROUTES = new ConcurrentLinkedQueue<>();
    static final Queue<Object> UPDATES = new ConcurrentLinkedQueue<>();
    static final Queue<Object> LATER = new ConcurrentLinkedQueue<>();
    static final Queue<Object> OTHERS = new ConcurrentLinkedQueue<>();
    static final Queue<Object> COUNTS = new ConcurrentLinkedQueue<>();
    static final Queue<Object> LEASES = new ConcurrentLinkedQueue<>();
    static final Set<ClassLoader> LOADERS = ConcurrentHashMap.newKeySet();
    static final List<Queue<Object>> ALL = List.of(ROUTES, UPDATES, LATER, OTHERS, COUNTS, LEASES);

    void failing(@Observes @DsmRegister("route-hints") Change<RouteHint> change) {
      throw new IllegalStateException("an observer of the test fails");
    }

    void changed(
        @Observes @DsmRegister("route-hints") Change<RouteHint> change, PerRequest request) {
      ROUTES.add(request.shown(change));
      LOADERS.add(Thread.currentThread().getContextClassLoader());
    }

    void updated(@Observes @DsmRegister("route-hints") Change.Updated<RouteHint> change) {
      UPDATES.add(change);
    }

    void later(@ObservesAsync @DsmRegister("route-hints") Change<RouteHint> change) {
      LATER.add(change);
    }

    void other(@Observes @DsmRegister("other") Change<RouteHint> change) {
      OTHERS.add(change);
    }

    void counted(@Observes @DsmCrdt("hits") Change<PnCounter> change) {
      COUNTS.add(change);
    }

    void owned(@Observes @DsmLease("shards") LeaseEvent<RouteHint> event) {
      LEASES.add(event);
    }
  }

  @ApplicationScoped
  public static class Writer {
    @Inject
    @DsmRegister("route-hints")
    RegisterCollection<RouteHint> routes;

    void route(String key) {
      routes.put(key, new RouteHint("h", 1));
    }

    void removeRoute(String key) {
      routes.remove(key);
    }
  }

  private Deployment deployment;

  @BeforeEach
  void deploy() {
    Observer.ALL.forEach(Queue::clear);
    deployment = Deployment.of(Observer.class, Writer.class, PerRequest.class).start();
  }

  @AfterEach
  void undeploy() {
    deployment.close();
  }

  @Test
  void changesReachTheObserversOfTheirNameOnly() {
    Writer writer = deployment.bean(Writer.class);
    writer.route("eu");
    writer.removeRoute("eu");
    await().until(() -> Observer.ROUTES.toString().contains("Removed"));
    await().until(() -> Observer.LATER.toString().contains("Removed"));
    assertThat(Observer.UPDATES).hasOnlyElementsOfType(Change.Updated.class);
    assertThat(Observer.OTHERS).isEmpty();
  }

  @Test
  void observersRunUnderTheClassLoaderOfTheDeployment() {
    Observer.LOADERS.clear();
    deployment.bean(Writer.class).route("eu");
    await().until(() -> !Observer.ROUTES.isEmpty());
    await().until(() -> Observer.LOADERS.equals(Set.of(deployment.loader())));
  }

  @Test
  void countersAreObserved() {
    CrdtCollection<PnCounter> hits =
        deployment
            .container()
            .select(new TypeLiteral<CrdtCollection<PnCounter>>() {}, DsmCrdt.Literal.of("hits"))
            .get();
    hits.at("home").increment();
    await().until(() -> !Observer.COUNTS.isEmpty());
  }

  @Test
  void leasesAreObservedUntilTheyAreReleasedAtShutdown() throws Exception {
    LeaseCollection<RouteHint> shards =
        deployment
            .container()
            .select(new TypeLiteral<LeaseCollection<RouteHint>>() {}, DsmLease.Literal.of("shards"))
            .get();
    shards.acquire("s1", new RouteHint("me", 1)).toCompletableFuture().join();
    await().until(() -> Observer.LEASES.toString().contains("Acquired"));
    deployment.close();
    await().until(() -> Observer.LEASES.toString().contains("Released"));
    assertThat(Observer.LEASES).hasSize(2);
  }
}
