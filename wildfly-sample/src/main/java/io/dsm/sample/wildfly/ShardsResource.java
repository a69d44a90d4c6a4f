// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.wildfly;

import io.dsm.DsmRuntime;
import io.dsm.inject.DsmLease;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Shows who owns which shard, takes one and gives it back. */
@Path("/shards")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ShardsResource {

  @Inject
  @DsmLease("shards")
  LeaseCollection<Worker> shards;

  @Inject DsmRuntime runtime;

  /** Owners by shard, by a linearizable read. */
  @GET
  public CompletionStage<Map<String, String>> owners() {
    return shards
        .all()
        .thenApply(
            all -> {
              Map<String, String> owners = new TreeMap<>();
              all.forEach((shard, lease) -> owners.put(shard, lease.owner().node().value()));
              return owners;
            });
  }

  /** Takes a shard unless somebody else owns it. */
  @POST
  @Path("{shard}")
  public CompletionStage<Response> take(@PathParam("shard") String shard) {
    String self = runtime.self().node().value();
    return shards
        .acquire(shard, new Worker(self))
        .thenApply(
            result ->
                result instanceof AcquireResult.Acquired<Worker>
                    ? Response.ok(Map.of("owner", self)).build()
                    : Response.status(Response.Status.CONFLICT).build());
  }

  /** Gives back a shard this node owns. */
  @DELETE
  @Path("{shard}")
  public CompletionStage<Response> giveBack(@PathParam("shard") String shard) {
    Lease<Worker> lease = shards.held(shard).orElseThrow(NotFoundException::new);
    return shards
        .release(shard, lease.token().orElseThrow(NotFoundException::new))
        .thenApply(_ -> Response.noContent().build());
  }
}
