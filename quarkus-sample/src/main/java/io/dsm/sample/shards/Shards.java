// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.shards;

import io.dsm.cluster.NodeId;
import io.dsm.inject.DsmLease;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSnapshot;
import io.dsm.lease.TransferResult;
import io.dsm.sample.cluster.ClusterOverview;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The shards of this gateway and what can be done with them. */
@ApplicationScoped
public class Shards {

  private final LeaseCollection<Worker> leases;
  private final ClusterOverview cluster;
  private final List<String> names;

  @Inject
  public Shards(
      @DsmLease("shards") LeaseCollection<Worker> leases,
      ClusterOverview cluster,
      @ConfigProperty(name = "sample.shards", defaultValue = "6") int count) {
    this.leases = leases;
    this.cluster = cluster;
    this.names = IntStream.range(0, count).mapToObj(number -> "shard-" + number).toList();
  }

  List<String> names() {
    return names;
  }

  /** All shards and their owners, by a linearizable read. */
  public CompletionStage<List<ShardStatus>> statuses() {
    return leases.all().thenApply(all -> names.stream().map(name -> status(name, all)).toList());
  }

  /** The shards this node may act for right now. */
  List<ShardClaim> claims() {
    return names.stream().flatMap(name -> leases.held(name).flatMap(this::claim).stream()).toList();
  }

  CompletionStage<?> acquire(String shard) {
    return leases.acquire(shard, new Worker(cluster.self()));
  }

  /** Hands a shard this node holds to another node; empty if this node does not hold it. */
  Optional<CompletionStage<TransferResult>> transfer(String shard, String target) {
    return leases
        .held(shard)
        .flatMap(Lease::token)
        .map(token -> leases.transfer(shard, token, NodeId.of(target)));
  }

  /** Gives every held shard to the other visible nodes in turn. */
  CompletableFuture<Void> handAllOver() {
    List<String> others =
        cluster.members().stream()
            .map(member -> member.node().value())
            .filter(node -> !node.equals(cluster.self()))
            .toList();
    if (others.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    List<ShardClaim> held = claims();
    Stream<CompletableFuture<TransferResult>> transfers =
        IntStream.range(0, held.size())
            .mapToObj(i -> transfer(held.get(i).shard(), others.get(i % others.size())))
            .flatMap(Optional::stream)
            .map(CompletionStage::toCompletableFuture);
    return CompletableFuture.allOf(transfers.toArray(CompletableFuture[]::new));
  }

  private Optional<ShardClaim> claim(Lease<Worker> lease) {
    long fromNanos = System.nanoTime();
    long remainingMillis = lease.remaining().toMillis();
    return lease
        .token()
        .map(
            token ->
                new ShardClaim(
                    lease.key(),
                    cluster.self(),
                    token.value(),
                    fromNanos,
                    System.nanoTime(),
                    remainingMillis));
  }

  private static ShardStatus status(String name, Map<String, LeaseSnapshot<Worker>> all) {
    LeaseSnapshot<Worker> owner = all.get(name);
    return owner == null
        ? new ShardStatus(name, "", 0, 0)
        : new ShardStatus(
            name,
            owner.owner().node().value(),
            owner.token().value(),
            owner.remaining().toMillis());
  }
}
