// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a leader should change next, so that the members become what the voters' settings say. Pure:
 * it only advises; whether a change is safe is decided by the log, one step at a time.
 *
 * <p>A setting counts when a majority of the voters has it. A voter whose node has another memory
 * now will never answer again; the new memory learns and takes its place. No step is advised after
 * which less than a majority of the voters would be there.
 *
 * <p>A memory is taken in only if it knows the present members and is not among them: then it has
 * never been one ({@link VoterMemory}). One that has left would find its leaving in the log.
 */
final class NextChange {

  private static final int LEARNERS = 2;

  private final Membership membership;
  private final VoterId self;
  private final Map<NodeId, Seen> seen;
  private final List<NodeId> wanted;

  /**
   * A node heard from lately.
   *
   * @param id who it is as a voter
   * @param wish what its setting says
   * @param known index of the latest roster of this log that it knew, -1 if it knew none
   */
  record Seen(VoterId id, Voters wish, long known) {}

  private NextChange(
      Membership membership, VoterId self, Map<NodeId, Seen> seen, Set<NodeId> lost) {
    this.membership = membership;
    this.self = self;
    this.seen = new TreeMap<>(seen);
    this.wanted = wanted(lost);
  }

  /**
   * The next step; empty if there is none. If it is that the leader itself leaves, it must hand on
   * leadership first.
   *
   * @param seen nodes heard from lately, the leader included
   * @param lost voters not heard from for so long that another node may take their place
   */
  static Optional<MemberChange> of(
      Membership membership, VoterId self, Map<NodeId, Seen> seen, Set<NodeId> lost) {
    if (membership.changing()) {
      return Optional.empty();
    }
    NextChange next = new NextChange(membership, self, seen, lost);
    return next.forgottenLearner()
        .or(next::seatForReadyLearner)
        .or(next::newLearner)
        .or(next::surplus);
  }

  private Roster roster() {
    return membership.roster();
  }

  private boolean isThere(VoterId id) {
    Seen node = seen.get(id.node());
    return node != null && node.id().equals(id);
  }

  private boolean survives(Stream<VoterId> voters) {
    List<VoterId> then = voters.toList();
    return then.stream().filter(this::isThere).count() > then.size() / 2;
  }

  private Stream<VoterId> without(VoterId leaving) {
    return roster().voters().stream().filter(voter -> !voter.equals(leaving));
  }

  private List<NodeId> wanted(Set<NodeId> lost) {
    Map<String, Integer> count = new TreeMap<>();
    for (VoterId voter : roster().voters()) {
      Seen node = seen.get(voter.node());
      if (node != null
          && node.id().equals(voter)
          && count.merge(node.wish().toString(), 1, Integer::sum) > roster().voters().size() / 2) {
        return namesFor(node.wish(), lost);
      }
    }
    return roster().nodes();
  }

  private List<NodeId> namesFor(Voters wish, Set<NodeId> lost) {
    return switch (wish) {
      case Voters.Listed(var nodes) -> nodes;
      case Voters.Expected(var size) -> expected(wish, size, lost);
    };
  }

  /** Who votes goes on voting; spare nodes fill what is missing, in the order of their names. */
  private List<NodeId> expected(Voters wish, int size, Set<NodeId> lost) {
    List<NodeId> names = new ArrayList<>(roster().nodes());
    List<NodeId> spare = new ArrayList<>(seen.keySet());
    spare.removeIf(node -> names.contains(node) || !isWish(node, wish));
    if (names.size() > size) {
      return names.stream().sorted(lastToGo()).limit(size).sorted().toList();
    }
    names.stream().filter(lost::contains).limit(spare.size()).toList().forEach(names::remove);
    spare.stream().limit(size - names.size()).toList().forEach(names::add);
    return names.stream().sorted().toList();
  }

  private boolean isWish(NodeId node, Voters wish) {
    Seen there = seen.get(node);
    return there != null && there.wish().equals(wish);
  }

  /** The leader before others, those that are there before those that are not, then by name. */
  private Comparator<NodeId> lastToGo() {
    return Comparator.comparing((NodeId node) -> !node.equals(self.node()))
        .thenComparing(node -> !seen.containsKey(node))
        .thenComparing(Comparator.naturalOrder());
  }

  /** One that went away, has lost its memory again, or is not wanted any more. */
  private Optional<MemberChange> forgottenLearner() {
    return roster().learners().stream()
        .filter(learner -> !isThere(learner) || !wanted.contains(learner.node()))
        .findFirst()
        .map(MemberChange.Leave::new);
  }

  /** A voter that is gone for good makes room first: so fewer have to answer on the way. */
  private Optional<MemberChange> seatForReadyLearner() {
    for (VoterId ready : membership.ready()) {
      Optional<VoterId> former =
          roster().voters().stream()
              .filter(voter -> !isThere(voter))
              .filter(voter -> voter.node().equals(ready.node()) || !wanted.contains(voter.node()))
              .findFirst();
      if (former.isPresent() && survives(without(former.get()))) {
        return Optional.of(new MemberChange.Leave(former.get()));
      }
      boolean isSecondSeat =
          roster().voters().stream().anyMatch(voter -> voter.node().equals(ready.node()));
      if (!isSecondSeat && survives(Stream.concat(roster().voters().stream(), Stream.of(ready)))) {
        return Optional.of(new MemberChange.Vote(ready));
      }
    }
    return Optional.empty();
  }

  private Optional<MemberChange> newLearner() {
    if (roster().learners().size() >= LEARNERS) {
      return Optional.empty();
    }
    return wanted.stream()
        .flatMap(node -> Stream.ofNullable(seen.get(node)))
        .filter(node -> node.known() == roster().index())
        .map(Seen::id)
        .filter(id -> !roster().contains(id))
        .findFirst()
        .map(MemberChange.Learn::new);
  }

  /** Only when all that are wanted vote; whoever is not there goes first, the leader last. */
  private Optional<MemberChange> surplus() {
    if (!roster().nodes().containsAll(wanted)) {
      return Optional.empty();
    }
    return roster().voters().stream()
        .filter(voter -> !wanted.contains(voter.node()))
        .max(Comparator.comparing(VoterId::node, lastToGo()))
        .filter(voter -> survives(without(voter)))
        .map(MemberChange.Leave::new);
  }
}
