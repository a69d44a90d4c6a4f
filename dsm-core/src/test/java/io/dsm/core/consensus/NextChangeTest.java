// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.consensus.MemberChange.Learn;
import io.dsm.core.consensus.MemberChange.Leave;
import io.dsm.core.consensus.MemberChange.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a leader changes next. Texts like "a1" name a node and the number of its memory. */
class NextChangeTest {

  private static final Voters ABC = Voters.of("a", "b", "c");
  private static final long INDEX = 9;

  private static VoterId id(String text) {
    return new VoterId(NodeId.of(text.substring(0, 1)), Long.parseLong(text.substring(1)));
  }

  private static List<VoterId> ids(String... texts) {
    return Arrays.stream(texts).map(NextChangeTest::id).toList();
  }

  private static Map<NodeId, NextChange.Seen> seen(Voters wish, String... texts) {
    Map<NodeId, NextChange.Seen> seen = new TreeMap<>();
    for (VoterId id : ids(texts)) {
      seen.put(id.node(), new NextChange.Seen(id, wish, INDEX));
    }
    return seen;
  }

  private static Optional<MemberChange> next(
      List<VoterId> voters, List<VoterId> learners, Map<NodeId, NextChange.Seen> seen) {
    Membership membership = new Membership(new Roster(INDEX, voters, learners), false, learners);
    return NextChange.of(membership, id("a1"), seen, Set.of());
  }

  @Test
  void nothingChangesWhileAllIsAsWantedOrTheOthersAreOnlyAway() {
    assertThat(next(ids("a1", "b1", "c1"), List.of(), seen(ABC, "a1", "b1", "c1"))).isEmpty();
    assertThat(next(ids("a1", "b1", "c1"), List.of(), seen(ABC, "a1", "b1"))).isEmpty();
  }

  @Test
  void aNewMemoryLearnsThenTheFormerLeavesThenItVotes() {
    Map<NodeId, NextChange.Seen> seen = seen(ABC, "a1", "b1", "c2");
    assertThat(next(ids("a1", "b1", "c1"), List.of(), seen)).contains(new Learn(id("c2")));
    assertThat(next(ids("a1", "b1", "c1"), ids("c2"), seen)).contains(new Leave(id("c1")));
    assertThat(next(ids("a1", "b1"), ids("c2"), seen)).contains(new Vote(id("c2")));
  }

  @Test
  void aSettingOfAMinorityCountsNothing() {
    Map<NodeId, NextChange.Seen> seen = seen(ABC, "a1", "b1", "c1", "d1");
    Voters other = Voters.of("a", "b", "d");
    seen.put(NodeId.of("c"), new NextChange.Seen(id("c1"), other, INDEX));
    seen.put(NodeId.of("d"), new NextChange.Seen(id("d1"), other, INDEX));
    assertThat(next(ids("a1", "b1", "c1"), List.of(), seen)).isEmpty();
    seen.put(NodeId.of("b"), new NextChange.Seen(id("b1"), other, INDEX));
    assertThat(next(ids("a1", "b1", "c1"), List.of(), seen)).contains(new Learn(id("d1")));
  }

  @Test
  void aMemoryThatWasLostAgainIsForgotten() {
    assertThat(next(ids("a1", "b1", "c1"), ids("c2"), seen(ABC, "a1", "b1", "c3")))
        .contains(new Leave(id("c2")));
  }

  @Test
  void aMemoryIsTakenInOnlyIfItKnowsThatItIsNoMember() {
    List<VoterId> voters = ids("a1", "b1");
    for (long known : new long[] {-1, 0, INDEX - 1, INDEX + 1}) {
      Map<NodeId, NextChange.Seen> seen = seen(ABC, "a1", "b1");
      seen.put(NodeId.of("c"), new NextChange.Seen(id("c1"), ABC, known));
      assertThat(next(voters, List.of(), seen)).as("knows %d", known).isEmpty();
    }
    assertThat(next(voters, List.of(), seen(ABC, "a1", "b1", "c1"))).contains(new Learn(id("c1")));
  }

  @Test
  void theLeaderLeavesLast() {
    Map<NodeId, NextChange.Seen> seen = seen(Voters.of("b"), "a1", "b1", "c1");
    assertThat(next(ids("a1", "b1", "c1"), List.of(), seen)).contains(new Leave(id("c1")));
    assertThat(next(ids("a1", "b1"), List.of(), seen)).contains(new Leave(id("a1")));
  }

  @Test
  void everyPathOfStepsKeepsAMajorityThereAndEndsWhereItIsWanted() {
    for (long seed = 1; seed <= 2_000; seed++) {
      Random random = new Random(seed);
      List<VoterId> voters = new ArrayList<>(some(random, 1, "abcde"));
      List<VoterId> present = new ArrayList<>(voters);
      if (voters.size() > 2) {
        present.remove(1 + random.nextInt(voters.size() - 1));
      }
      for (VoterId fresh : some(random, 2, "cdefg")) {
        if (present.stream().noneMatch(other -> other.node().equals(fresh.node()))) {
          present.add(fresh);
        }
      }
      List<NodeId> wanted =
          present.stream().map(VoterId::node).limit(1 + random.nextInt(5)).toList();
      walk(seed, voters, present, new Voters.Listed(wanted));
    }
  }

  private static List<VoterId> some(Random random, long memory, String names) {
    List<VoterId> some = new ArrayList<>();
    for (char name : names.toCharArray()) {
      if (some.isEmpty() || random.nextBoolean()) {
        some.add(new VoterId(NodeId.of(String.valueOf(name)), memory));
      }
    }
    return some;
  }

  private static void walk(
      long seed, List<VoterId> voters, List<VoterId> present, Voters.Listed wish) {
    Membership now = new Membership(new Roster(0, voters, List.of()), false, List.of());
    VoterId leader = voters.get(0);
    for (int step = 0; step < 30; step++) {
      Map<NodeId, NextChange.Seen> seen = new TreeMap<>();
      long known = now.roster().index();
      present.forEach(id -> seen.put(id.node(), new NextChange.Seen(id, wish, known)));
      Optional<MemberChange> next = NextChange.of(now, leader, seen, Set.of());
      if (next.isEmpty()) {
        break;
      }
      if (next.get().equals(new Leave(leader))) {
        leader = other(now, leader, present);
        continue;
      }
      now = after(now, next.get());
      List<VoterId> then = now.roster().voters();
      assertThat(then.stream().filter(present::contains).count())
          .as("seed %d after %s", seed, next.get())
          .isGreaterThan(then.size() / 2);
    }
    assertThat(now.roster().nodes()).as("seed %d", seed).isEqualTo(wish.nodes());
    assertThat(present).as("seed %d", seed).containsAll(now.roster().voters());
  }

  private static VoterId other(Membership now, VoterId leader, List<VoterId> present) {
    return now.roster().voters().stream()
        .filter(id -> !id.equals(leader) && present.contains(id))
        .findFirst()
        .orElseThrow();
  }

  private static Membership after(Membership before, MemberChange change) {
    List<VoterId> voters = new ArrayList<>(before.roster().voters());
    List<VoterId> learners = new ArrayList<>(before.roster().learners());
    learners.remove(change.id());
    switch (change) {
      case Learn(var id) -> learners.add(id);
      case Vote(var id) -> voters.add(id);
      case Leave(var id) -> voters.remove(id);
    }
    return new Membership(
        new Roster(before.roster().index() + 1, voters, learners), false, learners);
  }
}
