// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.changes;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dsm.sample.cluster.ClusterStatus;
import io.dsm.sample.routes.Route;
import io.dsm.sample.shards.ShardStatus;
import java.util.List;
import java.util.Map;

/** What a browser is told. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.State.class, name = "state"),
  @JsonSubTypes.Type(value = Event.Published.class, name = "published"),
  @JsonSubTypes.Type(value = Event.Withdrawn.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = Event.Counted.class, name = "counted"),
  @JsonSubTypes.Type(value = Event.Seen.class, name = "seen"),
  @JsonSubTypes.Type(value = Event.Owned.class, name = "owned"),
  @JsonSubTypes.Type(value = Event.OwnersUnknown.class, name = "ownersUnknown")
})
public sealed interface Event {

  /** Everything, at the beginning and after a gap. */
  record State(Map<String, Route> routes, Map<String, Long> hits) implements Event {}

  /** A route was published. */
  record Published(String key, Route route) implements Event {}

  /** A route was withdrawn. */
  record Withdrawn(String key) implements Event {}

  /** A counter moved. */
  record Counted(String key, long value) implements Event {}

  /** The cluster as this node sees it now. */
  record Seen(ClusterStatus cluster) implements Event {}

  /** Who owns the shards now. */
  record Owned(List<ShardStatus> shards) implements Event {}

  /** The owners cannot be read now, for instance without a quorum. */
  record OwnersUnknown(String message) implements Event {}
}
