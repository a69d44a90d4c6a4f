// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

import static io.dsm.sample.demo.EventualChapter.expect;
import static io.dsm.sample.demo.Patience.until;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsm.sample.demo.NodeClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The part of the story about who owns what. */
final class OwnershipChapter {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int SHARDS = 6;

  private final SampleCluster cluster;
  private NodeProcess victim;
  private Map<String, ShardTable.Row> orphans = Map.of();

  OwnershipChapter(SampleCluster cluster) {
    this.cluster = cluster;
    this.victim = cluster.nodes().getFirst();
  }

  String meet() {
    int size = cluster.nodes().size();
    until(
        "every node sees " + size + " nodes and a leader",
        SOON,
        () -> cluster.nodes().stream().allMatch(node -> sees(node, size)));
    return "%d nodes see each other; %s leads".formatted(size, leader());
  }

  private static boolean sees(NodeProcess node, int size) {
    JsonNode status = node.client().get("/cluster").body();
    return status.path("nodes").size() == size && !status.path("leader").asText().isEmpty();
  }

  private String leader() {
    return cluster.running().getFirst().client().get("/cluster").body().path("leader").asText();
  }

  String own() {
    until("shards are spread", SOON, () -> allAgree() && spreadOver(cluster.nodes()));
    return table().toString();
  }

  private ShardTable table() {
    return ShardTable.read(cluster.running().getFirst());
  }

  private boolean allAgree() {
    return cluster.running().stream().map(ShardTable::read).distinct().count() == 1;
  }

  private boolean spreadOver(List<NodeProcess> nodes) {
    return table().isSpread(SHARDS, nodes.stream().map(NodeProcess::name).toList());
  }

  String transfer() {
    String shard = "shard-0";
    ShardTable before = table();
    ShardTable.Row owned = before.rows().get(shard);
    if (owned == null) {
      throw new StoryFailed(shard + " has no owner");
    }
    NodeProcess owner = cluster.node(owned.owner());
    NodeProcess target =
        cluster.nodes().stream().filter(node -> node != owner).findFirst().orElseThrow();
    Answer answer = owner.client().post("/shards/" + shard + "/transfer?to=" + target.name());
    expect(answer.ok(), "transfer answered " + answer.status() + " " + answer.body());
    long token = answer.body().path("token").asLong();
    expect(token > owned.token(), "the token did not grow");
    until(target.name() + " acts for " + shard, SOON, () -> claims(target, shard, token));
    return "%s went from %s to %s, token %d to %d"
        .formatted(shard, owner.name(), target.name(), owned.token(), token);
  }

  /** A later owner with a greater token also shows that the target took over. */
  private boolean claims(NodeProcess target, String shard, long token) {
    for (JsonNode claim : target.client().get("/shards/mine").body()) {
      if (claim.path("shard").asText().equals(shard) && claim.path("token").asLong() == token) {
        return true;
      }
    }
    return table().token(shard) > token;
  }

  String killLeader() {
    until("the leader owns a shard", SOON, () -> table().ownedBy(leader()) > 0);
    victim = cluster.node(leader());
    orphans = table().of(victim.name());
    long pid = victim.pid();
    victim.kill();
    return "%s (pid %d) is dead; it owned %s".formatted(victim.name(), pid, orphans.keySet());
  }

  String takeOver() {
    List<String> survivors = cluster.running().stream().map(NodeProcess::name).toList();
    Duration took =
        until(
            "all shards are owned by the survivors",
            SOON,
            () -> table().isComplete(SHARDS, survivors) && table().outranks(orphans));
    return "%s, every new token greater; another %d ms went by".formatted(table(), took.toMillis());
  }

  NodeProcess restartKilled() {
    victim.start();
    victim.awaitReady();
    return victim;
  }

  String spread() {
    until("shards are spread", SOON, () -> allAgree() && spreadOver(cluster.nodes()));
    return table().toString();
  }

  String stop() {
    NodeProcess leaver = cluster.nodes().getLast();
    Map<String, ShardTable.Row> owned = table().of(leaver.name());
    leaver.stop();
    List<String> others = cluster.running().stream().map(NodeProcess::name).toList();
    Duration took =
        until(
            "the others own all shards",
            SOON,
            () -> table().isComplete(SHARDS, others) && table().outranks(owned));
    return "%s handed %s over; complete %d ms after it ended (a term is 3000 ms)"
        .formatted(leaver.name(), owned.keySet(), took.toMillis());
  }

  String joinAgain() {
    NodeProcess joiner = cluster.nodes().getLast();
    joiner.start();
    joiner.awaitReady();
    until("shards are spread", SOON, () -> allAgree() && spreadOver(cluster.nodes()));
    Answer health = joiner.client().get("/q/health");
    expect(health.ok(), "health answered " + health.status());
    return "/q/health of %s is %s; %s"
        .formatted(joiner.name(), health.body().path("status").asText(), table());
  }
}
