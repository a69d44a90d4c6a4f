// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.DsmRuntime;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmRegister;
import io.dsm.lease.LeaseCollection;
import io.dsm.register.RegisterCollection;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** An application in dev mode. */
@Path("/node")
public class DevResource {

  @Inject DsmRuntime runtime;

  @Inject
  @DsmRegister("routes")
  RegisterCollection<String> routes;

  @Inject
  @DsmLease("shards")
  LeaseCollection<String> shards;

  @GET
  public String node() {
    routes.put("eu", "here");
    return "first, " + runtime.self() + ", sees " + runtime.clusterView().members().size();
  }
}
