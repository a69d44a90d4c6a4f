// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.changes;

import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.sample.cluster.ClusterOverview;
import io.dsm.sample.routes.Route;
import io.dsm.sample.shards.Shards;
import io.dsm.stream.Change;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Turns changes of the shared state into events for browsers. */
@ApplicationScoped
public class ChangeFeed {

  private static final long STATUS_MILLIS = 500;

  private final RegisterCollection<Route> routes;
  private final CrdtCollection<PnCounter> hits;
  private final Shards shards;
  private final ClusterOverview cluster;
  private final Browsers browsers;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("change-feed").unstarted(task));

  @Inject
  public ChangeFeed(
      @DsmRegister("routes") RegisterCollection<Route> routes,
      @DsmCrdt("hits") CrdtCollection<PnCounter> hits,
      Shards shards,
      ClusterOverview cluster,
      Browsers browsers) {
    this.routes = routes;
    this.hits = hits;
    this.shards = shards;
    this.cluster = cluster;
    this.browsers = browsers;
  }

  void start(@Observes @Priority(5_000) Startup startup) {
    var unused =
        executor.scheduleWithFixedDelay(
            this::tellStatus, STATUS_MILLIS, STATUS_MILLIS, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes @Priority(1_000) Shutdown shutdown) {
    executor.shutdownNow();
  }

  void connect(SseEventSink sink, Sse sse) {
    browsers.add(sink, sse, this::state);
    tellStatus();
  }

  void routeChanged(@Observes @DsmRegister("routes") Change<Route> change) {
    browsers.tellAll(
        switch (change) {
          case Change.Current<Route> here -> new Event.Published(here.key(), here.value());
          case Change.Updated<Route> update -> new Event.Published(update.key(), update.value());
          case Change.Removed<Route> removal -> new Event.Withdrawn(removal.key());
          case Change.Gap<Route> _ -> state();
        });
  }

  void hitCounted(@Observes @DsmCrdt("hits") Change<PnCounter> change) {
    browsers.tellAll(
        switch (change) {
          case Change.Current<PnCounter> here -> counted(here.key(), here.value());
          case Change.Updated<PnCounter> update -> counted(update.key(), update.value());
          case Change.Removed<PnCounter> removal -> new Event.Counted(removal.key(), 0);
          case Change.Gap<PnCounter> _ -> state();
        });
  }

  private static Event counted(String key, PnCounter counter) {
    return new Event.Counted(key, counter.value());
  }

  private Event state() {
    Map<String, Long> counts = new TreeMap<>();
    hits.keys().forEach(key -> counts.put(key, hits.at(key).value()));
    return new Event.State(new TreeMap<>(routes.all()), counts);
  }

  private void tellStatus() {
    browsers.tellAll(new Event.Seen(cluster.status()));
    shards
        .statuses()
        .whenComplete(
            (statuses, failure) ->
                browsers.tellAll(
                    failure == null
                        ? new Event.Owned(statuses)
                        : new Event.OwnersUnknown(String.valueOf(failure.getMessage()))));
  }
}
