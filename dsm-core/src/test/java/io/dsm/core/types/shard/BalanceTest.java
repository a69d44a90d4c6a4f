// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BalanceTest {

  private static final Member ANN = member("ann");
  private static final Member BOB = member("bob");
  private static final Member CLEO = member("cleo");

  private static Member member(String name) {
    return new Member(NodeId.of(name), new Incarnation(1));
  }

  private static Map<Integer, Member> all(int shards, Member owner) {
    Map<Integer, Member> owners = new TreeMap<>();
    for (int shard = 0; shard < shards; shard++) {
      owners.put(shard, owner);
    }
    return owners;
  }

  private static Map<Member, Long> counts(Map<Integer, Member> plan, Collection<Member> members) {
    Map<Member, Long> counts = new TreeMap<>();
    for (Member member : members) {
      counts.put(member, plan.values().stream().filter(member::equals).count());
    }
    return counts;
  }

  private static long moves(Map<Integer, Member> from, Map<Integer, Member> to) {
    return to.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(from.get(entry.getKey())))
        .count();
  }

  @Test
  void theFirstMemberGetsEverything() {
    assertThat(Balance.of(8, Map.of(), List.of(ANN))).isEqualTo(all(8, ANN));
  }

  @Test
  void withoutMembersNothingIsPlanned() {
    assertThat(Balance.of(8, all(8, ANN), List.of())).isEmpty();
  }

  @Test
  void whoJoinsGetsItsPartAndNothingElseMoves() {
    Map<Integer, Member> before = Balance.of(9, all(9, ANN), List.of(ANN, BOB));
    assertThat(moves(all(9, ANN), before)).isEqualTo(4);

    Map<Integer, Member> after = Balance.of(9, before, List.of(ANN, BOB, CLEO));
    assertThat(counts(after, List.of(ANN, BOB, CLEO))).containsValues(3L, 3L, 3L);
    assertThat(moves(before, after)).isEqualTo(3);
  }

  @Test
  void whoLeavesMovesItsOwnShardsOnly() {
    List<Member> three = List.of(ANN, BOB, CLEO);
    Map<Integer, Member> before = Balance.of(10, Map.of(), three);

    Map<Integer, Member> after = Balance.of(10, before, List.of(ANN, CLEO));

    assertThat(counts(after, List.of(ANN, CLEO)))
        .containsOnly(Map.entry(ANN, 5L), Map.entry(CLEO, 5L));
    before.forEach(
        (shard, owner) -> {
          if (!owner.equals(BOB)) {
            assertThat(after.get(shard)).isEqualTo(owner);
          }
        });
  }

  @Test
  void whatIsBalancedStaysAsItIs() {
    Map<Integer, Member> plan = Balance.of(11, Map.of(), List.of(ANN, BOB, CLEO));
    assertThat(Balance.of(11, plan, List.of(CLEO, ANN, BOB))).isEqualTo(plan);
  }

  @Test
  void anyPlanIsBalancedWithinOneMovesAsLittleAsPossibleAndDependsOnNoOrder() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      Situation situation = new Situation(random);
      SortedMap<Integer, Member> plan = situation.plan();

      assertThat(plan).as("seed %d", seed).hasSize(situation.shards);
      Map<Member, Long> counts = counts(plan, situation.members);
      assertThat(Collections.max(counts.values()) - Collections.min(counts.values()))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(1);
      assertThat(moves(situation.owners, plan)).as("seed %d", seed).isEqualTo(situation.fewest());
      assertThat(situation.shuffled(random).plan()).as("seed %d", seed).isEqualTo(plan);
    }
  }

  @Test
  void thoseWhoActOneAfterAnotherByPlansOfTheirOwnMoveNoMoreThanOnePlan() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Situation situation = new Situation(random);
      long planned = situation.fewest();
      long moved = 0;
      while (situation.fewest() > 0) {
        List<Map.Entry<Integer, Member>> due = new ArrayList<>();
        for (Map.Entry<Integer, Member> entry : situation.plan().entrySet()) {
          if (!entry.getValue().equals(situation.owners.get(entry.getKey()))) {
            due.add(entry);
          }
        }
        Map.Entry<Integer, Member> step = due.get(random.nextInt(due.size()));
        situation.owners.put(step.getKey(), step.getValue());
        moved++;
      }
      assertThat(moved).as("seed %d", seed).isEqualTo(planned);
    }
  }

  /** Some shards, some of them owned, some by members who have gone. */
  private static final class Situation {
    private final int shards;
    private final List<Member> members = new ArrayList<>();
    private final Map<Integer, Member> owners = new HashMap<>();

    Situation(Random random) {
      shards = 1 + random.nextInt(40);
      int present = 1 + random.nextInt(7);
      for (int i = 0; i < present; i++) {
        members.add(member("m" + i));
      }
      for (int shard = 0; shard < shards; shard++) {
        int owner = random.nextInt(present + 3);
        if (owner <= present) {
          owners.put(shard, member("m" + owner));
        }
      }
    }

    private Situation(int shards) {
      this.shards = shards;
    }

    SortedMap<Integer, Member> plan() {
      return Balance.of(shards, owners, members);
    }

    /** What nobody present owns must move, and so must whatever is more than a fair part. */
    long fewest() {
      List<Long> owned = new ArrayList<>(counts(owners, members).values());
      owned.sort(Collections.reverseOrder());
      long homeless = shards - owned.stream().mapToLong(Long::longValue).sum();
      long surplus = 0;
      for (int i = 0; i < owned.size(); i++) {
        long fair = shards / members.size() + (i < shards % members.size() ? 1 : 0);
        surplus += Math.max(0, owned.get(i) - fair);
      }
      return homeless + surplus;
    }

    Situation shuffled(Random random) {
      Situation other = new Situation(shards);
      other.members.addAll(members);
      Collections.shuffle(other.members, random);
      List<Integer> numbers = new ArrayList<>(owners.keySet());
      Collections.shuffle(numbers, random);
      Map<Integer, Member> reordered = new LinkedHashMap<>();
      numbers.forEach(number -> reordered.put(number, owners.get(number)));
      other.owners.putAll(reordered);
      return other;
    }
  }

  @Test
  void keysBelongToTheSameShardForEver() {
    assertThat(Slices.shardOf("order-1", 32)).isEqualTo(6);
    int[] counts = new int[16];
    for (int i = 0; i < 16_000; i++) {
      counts[Slices.shardOf("customer-" + i, 16)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(850, 1150);
    }
  }
}
