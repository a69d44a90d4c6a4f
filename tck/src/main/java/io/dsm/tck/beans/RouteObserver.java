// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.beans;

import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseEvent;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;

/** Writes, and observes what is written, in every way CDI allows. */
@ApplicationScoped
public class RouteObserver {

  /** An event of the application. */
  public record Seen(String key) {}

  /** Lives as long as one delivery. */
  @RequestScoped
  public static class Delivery {
    private int uses;

    String keyAtFirstUse(String key) {
      uses++;
      return uses == 1 ? key : "used before";
    }
  }

  @Inject
  @DsmRegister("routes")
  RegisterCollection<Route> routes;

  @Inject
  @DsmLease("owners")
  LeaseCollection<Route> owners;

  @Inject
  @DsmCrdt("hits")
  CrdtCollection<PnCounter> hits;

  @Inject Observations seen;
  @Inject Event<Seen> events;

  public void put(String key, Route route) {
    routes.put(key, route);
  }

  public void remove(String key) {
    routes.remove(key);
  }

  public void hit(String key) {
    hits.at(key).increment();
  }

  public void acquire(String key) throws Exception {
    owners.acquire(key, new Route("h", 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  public void release(String key) throws Exception {
    Lease<Route> lease = owners.held(key).orElseThrow();
    owners
        .release(key, lease.token().orElseThrow())
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  void change(@Observes @DsmRegister("routes") Change<Route> change) {
    seen.add("change", change);
    seen.add("loader", Thread.currentThread().getContextClassLoader());
    if (change instanceof Change.Updated<Route>(String key, Route route)) {
      seen.add("port:" + key, route.port());
    }
  }

  void other(@Observes @DsmRegister("others") Change<Route> change) {
    seen.add("other", change);
  }

  void removed(@Observes @DsmRegister("routes") Change.Removed<Route> change) {
    seen.add("removed", change);
  }

  void async(@ObservesAsync @DsmRegister("routes") Change<Route> change) {
    seen.add("async", change);
  }

  void early(@Observes @Priority(10) @DsmRegister("routes") Change.Removed<Route> change) {
    seen.add("order", "early:" + change.key());
  }

  void late(@Observes @Priority(9_000) @DsmRegister("routes") Change.Removed<Route> change) {
    seen.add("order", "late:" + change.key());
  }

  void failing(@Observes @Priority(1) @DsmRegister("routes") Change<Route> change) {
    if (change instanceof Change.Updated<Route>(String key, Route _) && key.equals("fails")) {
      seen.add("failed", change);
      throw new IllegalStateException("this observer of the suite fails on purpose");
    }
  }

  void inRequest(@Observes @DsmRegister("routes") Change.Removed<Route> change, Delivery delivery) {
    seen.add("request", delivery.keyAtFirstUse(change.key()));
  }

  void withParameter(
      @Observes @DsmRegister("routes") Change.Removed<Route> change,
      @DsmRegister("copies") RegisterCollection<Route> copies) {
    copies.put(change.key(), new Route("gone", 0));
    copies.get(change.key()).ifPresent(_ -> seen.add("parameter", change.key()));
  }

  void firing(@Observes @DsmRegister("routes") Change.Removed<Route> change) {
    events.fire(new Seen(change.key()));
    events.fireAsync(new Seen(change.key()));
  }

  void fired(@Observes Seen event) {
    seen.add("fired", event.key());
  }

  void firedAsync(@ObservesAsync Seen event) {
    seen.add("fired-async", event.key());
  }

  void hits(@Observes @DsmCrdt("hits") Change<PnCounter> change) {
    seen.add("hits", String.valueOf(change));
  }

  void lease(@Observes @DsmLease("owners") LeaseEvent<Route> event) {
    switch (event) {
      case LeaseEvent.Acquired<Route>(Lease<Route> lease) ->
          seen.add("lease", "acquired " + lease.key());
      case LeaseEvent.Released<Route> released -> seen.add("lease", "released " + released.key());
      case LeaseEvent.Lost<Route> lost -> seen.add("lease", "lost " + lost.key());
    }
  }
}
