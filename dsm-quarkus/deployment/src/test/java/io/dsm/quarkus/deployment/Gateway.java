// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.DsmRuntime;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application that is right. */
@Singleton
public class Gateway {

  final List<Change<Route>> seen = new CopyOnWriteArrayList<>();

  @Inject
  @DsmRegister("route-hints")
  RegisterCollection<Route> routes;

  @Inject
  @DsmCrdt("requests")
  CrdtCollection<PnCounter> requests;

  @Inject
  @DsmLease("shards")
  LeaseCollection<Route> shards;

  @Inject DsmRuntime runtime;

  void changed(
      @Observes @DsmRegister("route-hints") Change<Route> change,
      @DsmRegister("route-hints") RegisterCollection<Route> sameRoutes) {
    if (!sameRoutes.all().isEmpty()) {
      seen.add(change);
    }
  }
}
