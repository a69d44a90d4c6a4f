// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.docs;

import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The bean of the README. */
@ApplicationScoped
public class Gateway {

  private final List<Change<RouteHint>> log = new CopyOnWriteArrayList<>();

  @Inject
  @DsmRegister("route-hints")
  RegisterCollection<RouteHint> routeHints;

  @Inject
  @DsmCrdt("request-counter")
  CrdtCollection<PnCounter> requests;

  @Inject
  @DsmLease("shard-owner")
  LeaseCollection<Worker> shards;

  public Optional<RouteHint> route(String region) {
    requests.at(region).increment();
    return routeHints.get(region);
  }

  public void routeChanged(@Observes @DsmRegister("route-hints") Change<RouteHint> change) {
    log.add(change);
  }

  public CompletionStage<AcquireResult<Worker>> own(String shard) {
    return shards.acquire(shard, new Worker("me"));
  }

  public List<Change<RouteHint>> log() {
    return log;
  }
}
