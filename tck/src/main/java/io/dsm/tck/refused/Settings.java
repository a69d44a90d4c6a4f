// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.refused;

import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import io.dsm.tck.beans.Opaque;
import io.dsm.tck.beans.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Right in itself; its settings are wrong. */
@Dependent
public class Settings {
  @Inject
  @DsmRegister("route-hints")
  RegisterCollection<Route> routes;

  @Inject
  @DsmRegister("opaque")
  RegisterCollection<Opaque> opaque;

  @Inject
  @DsmRegister("first")
  RegisterCollection<Route> first;

  @Inject
  @DsmRegister("second")
  RegisterCollection<String> second;

  @Inject
  @DsmLease("shard-owner")
  LeaseCollection<Route> shards;

  @Inject
  @DsmLease("odd-owner")
  LeaseCollection<Route> odd;
}
