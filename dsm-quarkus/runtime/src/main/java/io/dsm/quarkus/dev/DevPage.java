// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.dev;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.Diagnostics;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers the page of the Dev UI: rows of texts and numbers, from snapshots, without waiting. */
public class DevPage {

  @Inject DsmRuntime runtime;
  @Inject DevMembers extra;

  /** The label on the card. */
  public String memberCount() {
    return Integer.toString(runtime.clusterView().members().size());
  }

  /** A row for each member the application sees; with figures for those in this process. */
  public List<Map<String, Object>> members() {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    runtime.clusterView().members().forEach(it -> rows.put(it.toString(), row("member", it)));
    local().forEach(node -> rows.put(node.self().toString(), member(node)));
    return List.copyOf(rows.values());
  }

  /** A row for each eventual collection and member in this process. */
  public List<Map<String, Object>> collections() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Diagnostics node : local()) {
      node.collections()
          .forEach(
              each -> {
                Map<String, Object> row = row("member", node.self());
                row.put("collection", shown(each.address()));
                row.put("type", each.type());
                row.put("entries", each.entries());
                row.put("durability", each.durability().name());
                rows.add(row);
              });
    }
    return rows;
  }

  /** A row for each lease collection and member in this process. */
  public List<Map<String, Object>> leases() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Diagnostics node : local()) {
      node.leaseCollections()
          .forEach(
              each -> {
                Map<String, Object> row = row("member", node.self());
                row.put("collection", shown(each.address()));
                row.put("held", each.held());
                row.put("acquired", each.acquired());
                row.put("lost", each.lost());
                rows.add(row);
              });
    }
    return rows;
  }

  private List<Diagnostics> local() {
    List<Diagnostics> nodes = new ArrayList<>();
    nodes.add(runtime.diagnostics());
    extra.running().forEach(member -> nodes.add(member.diagnostics()));
    return nodes;
  }

  private static Map<String, Object> member(Diagnostics node) {
    Map<String, Object> row = row("member", node.self());
    row.put("state", node.state().name());
    row.put("sees", node.clusterView().members().size());
    row.put("entries", node.totalEntries());
    row.put("role", node.consensus().map(ConsensusDiagnostics::role).map(Enum::name).orElse(""));
    return row;
  }

  private static Map<String, Object> row(String key, Object value) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(key, value.toString());
    return row;
  }

  private static String shown(CollectionAddress address) {
    return address.toString();
  }
}
