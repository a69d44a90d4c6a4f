// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static io.dsm.core.types.lease.LeaseScript.claim;
import static io.dsm.core.types.lease.LeaseScript.key;
import static io.dsm.core.types.lease.LeaseScript.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Member;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who waits for a key, and who is next. */
class WaitingTest {

  private static final Member CID = member("cid", 1);

  private final LeaseScript leases = new LeaseScript();
  private long lastTicket;

  @Test
  void aFreeKeyIsGrantedWithoutWaiting() {
    assertThat(join(ANN).outcome()).isInstanceOf(LeaseOutcome.Granted.class);
    assertThat(leases.owner("k")).contains(ANN);
  }

  @Test
  void whoWaitsIsServedInOrderUnderGrowingTokens() {
    join(ANN);
    assertThat(join(BOB).outcome()).isEqualTo(queuedBehind(ANN, 0));
    assertThat(join(CID).outcome()).isEqualTo(queuedBehind(ANN, 1));

    LeaseState.Applied handed = leases.release(ANN, "k", 1);

    assertThat(handed.outcome()).isEqualTo(new LeaseOutcome.Released(1));
    assertThat(handed.changes())
        .hasSize(2)
        .last()
        .isEqualTo(new LeaseChange.Transferred(key("k"), ANN, leases.grant("k").orElseThrow()));
    assertThat(leases.owner("k")).contains(BOB);
    assertThat(leases.token("k")).isEqualTo(2);
    leases.release(BOB, "k", 2);
    assertThat(leases.owner("k")).contains(CID);
    assertThat(leases.token("k")).isEqualTo(3);
  }

  @Test
  void expiryHandsTheKeyToTheNextOne() {
    join(ANN);
    join(BOB);
    leases.when(new LeaseCommand.Expire(claim("k", 1), 0));
    assertThat(leases.owner("k")).contains(BOB);
    assertThat(leases.renew(ANN, claim("k", 1)).outcome())
        .isEqualTo(new LeaseOutcome.Renewed(Set.of(claim("k", 1))));
  }

  @Test
  void askingTwiceKeepsOnePlace() {
    join(ANN);
    join(BOB);
    join(CID);
    assertThat(join(BOB).outcome()).isEqualTo(queuedBehind(ANN, 0));
    leases.release(ANN, "k", 1);
    assertThat(leases.owner("k")).contains(BOB);
    assertThat(described().waiters()).containsExactly(CID);
  }

  @Test
  void nobodyOvertakesThoseWhoWait() {
    join(ANN);
    join(BOB);
    assertThat(leases.acquire(CID, "k").outcome()).isInstanceOf(LeaseOutcome.HeldByAnother.class);
    // The owner has ended its turn and wants another one.
    assertThat(leases.acquire(ANN, "k", 1).outcome())
        .isInstanceOf(LeaseOutcome.HeldByAnother.class);
    assertThat(leases.owner("k")).contains(BOB);
  }

  @Test
  void anOwnerThatEndsItsTurnAndAsksAgainGoesToTheEnd() {
    join(ANN);
    join(BOB);
    assertThat(join(ANN, 1).outcome()).isEqualTo(queuedBehind(BOB, 0));
    assertThat(leases.owner("k")).contains(BOB);
    assertThat(join(BOB, 2).outcome()).isEqualTo(queuedBehind(ANN, 0));
    assertThat(leases.token("k")).isEqualTo(3);
  }

  @Test
  void anOwnerAloneGetsANewTokenForANewTurn() {
    join(ANN);
    assertThat(join(ANN, 1).outcome()).isInstanceOf(LeaseOutcome.Granted.class);
    assertThat(leases.token("k")).isEqualTo(2);
  }

  @Test
  void whoLeavesIsNotServed() {
    join(ANN);
    join(BOB);
    long ticket = lastTicket;
    join(CID);
    assertThat(leave(BOB, ticket).outcome()).isEqualTo(new LeaseOutcome.Left());
    leases.release(ANN, "k", 1);
    assertThat(leases.owner("k")).contains(CID);
  }

  @Test
  void aLateGoodbyeDoesNotEndALaterPlace() {
    join(ANN);
    join(BOB);
    long old = lastTicket;
    join(BOB);
    leave(BOB, old);
    assertThat(described().waiters()).containsExactly(BOB);
  }

  @Test
  void whoLeavesTooLateIsToldThatItOwns() {
    join(ANN);
    join(BOB);
    leases.release(ANN, "k", 1);
    assertThat(leave(BOB, lastTicket).outcome())
        .isEqualTo(new LeaseOutcome.Granted(leases.grant("k").orElseThrow()));
    assertThat(leases.owner("k")).contains(BOB);
  }

  @Test
  void aMemberThatIsForgottenWaitsForNothing() {
    join(ANN);
    join(BOB);
    join(CID);
    leases.when(new LeaseCommand.Forget(BOB));
    leases.release(ANN, "k", 1);
    assertThat(leases.owner("k")).contains(CID);
  }

  @Test
  void aLaterLifeOfANodeReplacesItsEarlierPlace() {
    join(ANN);
    join(BOB);
    Member reborn = member("bob", 2);
    join(reborn);
    assertThat(described().waiters()).containsExactly(reborn);
  }

  @Test
  void aMemberThatGoesFreesWhatItHasAndWaitsForNothing() {
    join(ANN);
    join(BOB);
    assertThat(leases.when(new LeaseCommand.ReleaseAll(BOB)).outcome())
        .isEqualTo(new LeaseOutcome.Released(0));
    join(CID);
    assertThat(leases.when(new LeaseCommand.ReleaseAll(ANN)).outcome())
        .isEqualTo(new LeaseOutcome.Released(1));
    assertThat(leases.owner("k")).contains(CID);
  }

  @Test
  void aTransferGoesBeforeTheLineAndTheTargetWaitsNoMore() {
    join(ANN);
    join(BOB);
    join(CID);
    leases.when(new LeaseCommand.Transfer(claim("k", 1), ANN, CID));
    assertThat(leases.owner("k")).contains(CID);
    assertThat(described().waiters()).containsExactly(BOB);
  }

  @Test
  void theLineOfAKeyHasABound() {
    join(ANN);
    for (int i = 0; i < LeaseLimits.WAITERS; i++) {
      join(member("n" + i, 1));
    }
    assertThat(join(CID).outcome()).isInstanceOf(LeaseOutcome.Full.class);
  }

  @Test
  void aRevokedOwnershipIsNotRenewedAndPassesOnWhenItRunsOut() {
    join(ANN);
    join(BOB);
    LeaseState.Applied revoked = leases.when(new LeaseCommand.Revoke(claim("k", 1)));
    assertThat(revoked.outcome()).isEqualTo(new LeaseOutcome.Revoking());
    assertThat(revoked.changes()).singleElement().isInstanceOf(LeaseChange.Revoked.class);
    assertThat(leases.owner("k")).contains(ANN);

    leases.renew(ANN, claim("k", 1));
    assertThat(leases.renewals("k")).isZero();
    assertThat(leases.acquire(ANN, "k").outcome()).isInstanceOf(LeaseOutcome.HeldByAnother.class);
    leases.when(new LeaseCommand.Expire(claim("k", 1), 0));

    assertThat(leases.owner("k")).contains(BOB);
    leases.renew(BOB, claim("k", 2));
    assertThat(leases.renewals("k")).isEqualTo(1);
  }

  @Test
  void aStaleTokenRevokesNothing() {
    join(ANN);
    assertThat(leases.when(new LeaseCommand.Revoke(claim("k", 7))).outcome())
        .isEqualTo(new LeaseOutcome.NotHeld());
  }

  @Test
  void aSnapshotKeepsTheLineAndRevocations() {
    join(ANN);
    join(BOB);
    join(CID);
    leases.when(new LeaseCommand.Revoke(claim("k", 1)));

    LeaseState restored = LeaseSnapshots.state(LeaseSnapshots.chunks(leases.state));

    assertThat(LeaseSnapshots.chunks(restored).toArray(byte[][]::new))
        .isDeepEqualTo(LeaseSnapshots.chunks(leases.state).toArray(byte[][]::new));
    restored.apply(new LeaseCommand.Renew(ANN, List.of(claim("k", 1))));
    restored.apply(new LeaseCommand.Expire(claim("k", 1), 0));
    assertThat(restored.owned(LeaseScript.SHARDS).orElseThrow().grant("k"))
        .get()
        .extracting(LeaseGrant::owner, LeaseGrant::token, LeaseGrant::origin)
        .containsExactly(BOB, 2L, LeaseGrant.Origin.IN_TURN);
  }

  @Test
  void aSnapshotOfTheFirstVersionIsStillRead() {
    leases.acquire(ANN, "k");
    List<byte[]> chunks = LeaseSnapshots.chunks(leases.state);
    chunks.forEach(chunk -> chunk[0] = 1);
    assertThat(LeaseSnapshots.state(chunks).owned(LeaseScript.SHARDS)).isPresent();
  }

  @Test
  void aMemberIsToldWhereItStands() {
    join(ANN);
    join(BOB);
    LeaseQuery query = new LeaseQuery.Standing(BOB, List.of(key("k"), key("other")));
    assertThat(answer(query))
        .isEqualTo(
            new LeaseAnswer.Standings(
                List.of(
                    new LeaseAnswer.Stand(key("k"), true, leases.grant("k")),
                    new LeaseAnswer.Stand(key("other"), false, Optional.empty()))));
    assertThat(described().waiters()).containsExactly(BOB);
    assertThat(described().heldNanos()).isEqualTo(5);
  }

  private LeaseAnswer.Described described() {
    return (LeaseAnswer.Described) answer(new LeaseQuery.Describe(key("k")));
  }

  private LeaseAnswer answer(LeaseQuery query) {
    LeaseQuery received = LeaseQueryCodec.query(LeaseQueryCodec.encode(query));
    assertThat(received).isEqualTo(query);
    LeaseAnswer answer =
        new LeaseQueries(leases.state, (key, grant) -> 3, (key, grant) -> 5).answer(received);
    assertThat(LeaseQueryCodec.answer(LeaseQueryCodec.encode(answer))).isEqualTo(answer);
    return answer;
  }

  private LeaseOutcome queuedBehind(Member owner, int ahead) {
    assertThat(leases.owner("k")).contains(owner);
    return new LeaseOutcome.Queued(leases.grant("k").orElseThrow(), ahead);
  }

  private LeaseState.Applied join(Member member) {
    return join(member, 0);
  }

  private LeaseState.Applied join(Member member, long ended) {
    LeaseCommand.Acquire asked =
        new LeaseCommand.Acquire(
            key("k"), member, new LeaseValue(new byte[] {7}), LeaseScript.TIMING, ended);
    return leases.when(new LeaseCommand.Join(asked, ++lastTicket));
  }

  private LeaseState.Applied leave(Member member, long ticket) {
    return leases.when(new LeaseCommand.Leave(key("k"), member, ticket));
  }
}
