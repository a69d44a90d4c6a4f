// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.shards;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import io.dsm.lease.TransferResult;
import io.dsm.sample.http.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Shows who owns what and hands shards over. */
@Path("/shards")
public class ShardsResource {

  private final Shards shards;

  @Inject
  public ShardsResource(Shards shards) {
    this.shards = shards;
  }

  @GET
  public CompletionStage<List<ShardStatus>> all() {
    return shards.statuses();
  }

  /** What this node itself believes it may act for, at the moment of the answer. */
  @GET
  @Path("mine")
  public List<ShardClaim> mine() {
    return shards.claims();
  }

  @POST
  @Path("{shard}/transfer")
  public CompletionStage<Response> transfer(
      @PathParam("shard") String shard, @Nullable @QueryParam("to") String target) {
    if (!shards.names().contains(shard)) {
      return answer(NOT_FOUND, "there is no shard '" + shard + "'; see GET /shards");
    }
    if (target == null || target.isBlank()) {
      return answer(
          BAD_REQUEST,
          "no target was named; nothing was changed; add ?to= with a node of GET /cluster");
    }
    return shards
        .transfer(shard, target)
        .map(outcome -> outcome.thenApply(result -> answerOf(shard, target, result)))
        .orElseGet(() -> answer(CONFLICT, notHeld(shard)));
  }

  private static Response answerOf(String shard, String target, TransferResult result) {
    return switch (result) {
      case TransferResult.Transferred done ->
          Response.ok(Map.of("shard", shard, "owner", target, "token", done.token().value()))
              .build();
      case TransferResult.NotHeld _ -> Problem.of(CONFLICT, notHeld(shard));
      case TransferResult.TargetUnavailable refusal -> Problem.of(CONFLICT, refusal.reason());
    };
  }

  private static String notHeld(String shard) {
    return "this node does not hold "
        + shard
        + "; nothing was changed; ask its owner, see GET /shards";
  }

  private static CompletionStage<Response> answer(Response.Status status, String message) {
    return CompletableFuture.completedFuture(Problem.of(status, message));
  }
}
