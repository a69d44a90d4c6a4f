// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where to send a call next: to the leader this node has heard of, else to one voter after the
 * other. A guess only; a wrong one costs a round.
 */
final class CallRoute {

  private final ConsensusEnvironment environment;
  private final Supplier<List<NodeId>> voters;
  private final Supplier<Optional<ReplicatedLog>> log;
  private volatile Optional<NodeId> hint = Optional.empty();
  private int turn;

  CallRoute(
      ConsensusEnvironment environment,
      Supplier<List<NodeId>> voters,
      Supplier<Optional<ReplicatedLog>> log) {
    this.environment = environment;
    this.voters = voters;
    this.log = log;
  }

  Optional<NodeId> leader() {
    return log.get().flatMap(voter -> voter.status().leader()).or(() -> hint);
  }

  void hint(Optional<NodeId> leader) {
    leader.ifPresent(node -> hint = Optional.of(node));
  }

  /** That voter did not answer, or does not lead. */
  void disappointed(NodeId voter) {
    if (hint.equals(Optional.of(voter))) {
      hint = Optional.empty();
    }
  }

  /** The voter to ask now, if any is known and seems to be reachable. */
  Optional<Member> next(int attempt) {
    List<NodeId> known = voters.get();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (attempt % 3 != 2) {
      Optional<Member> leader = leader().filter(known::contains).flatMap(this::member);
      if (leader.isPresent()) {
        return leader;
      }
    }
    List<Member> visible = known.stream().flatMap(voter -> member(voter).stream()).toList();
    return visible.isEmpty()
        ? Optional.empty()
        : Optional.of(visible.get(Math.floorMod(turn++, visible.size())));
  }

  Optional<Member> member(NodeId node) {
    if (node.equals(environment.self().node())) {
      return Optional.of(environment.self());
    }
    ClusterView view = environment.view().get();
    return view.members().stream()
        .filter(member -> member.node().equals(node))
        .max(Comparator.naturalOrder());
  }

  boolean isSelf(Member member) {
    return member.equals(environment.self());
  }
}
