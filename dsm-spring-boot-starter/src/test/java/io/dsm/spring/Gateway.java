// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRef;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.ref.Ref;
import io.dsm.register.RegisterCollection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Injects every kind of handle in every way. */
@SpringBootApplication
class Gateway {

  final RegisterCollection<Route> routes;
  final RegisterCollection<Route> sameRoutes;
  final LeaseCollection<Worker> shards;
  final CrdtCollection<PnCounter> requests;
  final CrdtCollection<AddWinsSet<String>> tags;

  @Autowired RegisterCollection<Boolean> flags;

  @Autowired
  @DsmRef("active-route")
  Ref<Route> active;

  @Autowired Ref<Route> sameActive;

  Gateway(
      @Qualifier("route-hints") RegisterCollection<Route> routes,
      @DsmRegister("route-hints") RegisterCollection<Route> sameRoutes,
      @DsmLease("shard-owner") LeaseCollection<Worker> shards,
      CrdtCollection<PnCounter> requests,
      CrdtCollection<AddWinsSet<String>> tags) {
    this.routes = routes;
    this.sameRoutes = sameRoutes;
    this.shards = shards;
    this.requests = requests;
    this.tags = tags;
  }
}
