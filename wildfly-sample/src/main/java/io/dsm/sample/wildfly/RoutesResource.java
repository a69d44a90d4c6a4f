// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.wildfly;

import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Publishes, serves and withdraws routes. */
@Path("/routes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoutesResource {

  @Inject
  @DsmRegister("routes")
  RegisterCollection<Route> routes;

  @GET
  public Map<String, Route> all() {
    return routes.all();
  }

  @GET
  @Path("{key}")
  public Route one(@PathParam("key") String key) {
    return routes.get(key).orElseThrow(NotFoundException::new);
  }

  @PUT
  @Path("{key}")
  public Route publish(@PathParam("key") String key, Route route) {
    routes.put(key, route);
    return route;
  }

  @DELETE
  @Path("{key}")
  public void withdraw(@PathParam("key") String key) {
    if (!routes.remove(key)) {
      throw new NotFoundException();
    }
  }
}
