// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.routes;

import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.sample.http.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Publishes, serves and withdraws routes. */
@Path("/routes")
public class RoutesResource {

  private final RegisterCollection<Route> routes;

  @Inject
  public RoutesResource(@DsmRegister("routes") RegisterCollection<Route> routes) {
    this.routes = routes;
  }

  @GET
  public Map<String, Route> all() {
    return new TreeMap<>(routes.all());
  }

  @GET
  @Path("{key}")
  public Response one(@PathParam("key") String key) {
    return routes.get(key).map(route -> Response.ok(route).build()).orElseGet(() -> missing(key));
  }

  @PUT
  @Path("{key}")
  public Response publish(@PathParam("key") String key, @Nullable Route route) {
    if (route == null) {
      return Problem.of(
          Response.Status.BAD_REQUEST,
          "the request has no route; nothing was changed;"
              + " send for instance {\"host\":\"10.0.0.7\",\"port\":8443}");
    }
    routes.put(key, route);
    return Response.ok(route).build();
  }

  @DELETE
  @Path("{key}")
  public Response withdraw(@PathParam("key") String key) {
    return routes.remove(key) ? Response.noContent().build() : missing(key);
  }

  private static Response missing(String key) {
    return Problem.of(
        Response.Status.NOT_FOUND,
        "there is no route '" + key + "' on this node; publish one with PUT /routes/" + key);
  }
}
