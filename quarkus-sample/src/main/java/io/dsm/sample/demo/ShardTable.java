// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who owns the shards, as one node answered.
 *
 * @param rows by shard name; shards without an owner are missing
 */
public record ShardTable(Map<String, Row> rows) {

  /** One owned shard. */
  public record Row(String owner, long token) {}

  /** Asks a node; empty if it cannot tell now. */
  public static ShardTable read(NodeProcess node) {
    Map<String, Row> rows = new TreeMap<>();
    for (JsonNode shard : node.client().get("/shards").body()) {
      if (!shard.path("owner").asText().isEmpty()) {
        Row row = new Row(shard.path("owner").asText(), shard.path("token").asLong());
        rows.put(shard.path("shard").asText(), row);
      }
    }
    return new ShardTable(rows);
  }

  /** Whether all {@code count} shards are owned by the given nodes. */
  boolean isComplete(int count, Collection<String> owners) {
    return rows.size() == count
        && rows.values().stream().allMatch(row -> owners.contains(row.owner()));
  }

  /** Whether no node owns more than two shards more than another. */
  boolean isSpread(int count, Collection<String> owners) {
    return isComplete(count, owners)
        && owners.stream().mapToLong(this::ownedBy).max().orElse(0)
                - owners.stream().mapToLong(this::ownedBy).min().orElse(0)
            < 2;
  }

  long ownedBy(String node) {
    return rows.values().stream().filter(row -> row.owner().equals(node)).count();
  }

  /** Shards of a node. */
  Map<String, Row> of(String node) {
    return rows.entrySet().stream()
        .filter(row -> row.getValue().owner().equals(node))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  long token(String shard) {
    Row row = rows.get(shard);
    return row == null ? 0 : row.token();
  }

  /** Whether every shard of {@code earlier} now has a greater token. */
  boolean outranks(Map<String, Row> earlier) {
    return earlier.entrySet().stream()
        .allMatch(row -> token(row.getKey()) > row.getValue().token());
  }

  @Override
  public String toString() {
    return rows.entrySet().stream()
        .map(row -> row.getKey() + "=" + row.getValue().owner() + "/" + row.getValue().token())
        .collect(Collectors.joining(" "));
  }
}
