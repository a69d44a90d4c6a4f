// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static io.dsm.core.types.lease.LeaseScript.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcquireTest {

  private final LeaseScript leases = new LeaseScript();

  @Test
  void aFreeKeyIsGrantedUnderItsFirstToken() {
    LeaseState.Applied applied = leases.acquire(ANN, "k");

    assertThat(applied.outcome()).isInstanceOf(LeaseOutcome.Granted.class);
    assertThat(applied.changes()).singleElement().isInstanceOf(LeaseChange.Began.class);
    assertThat(leases.owner("k")).contains(ANN);
    assertThat(leases.token("k")).isEqualTo(1);
  }

  @Test
  void anOwnedKeyIsNotGrantedToAnother() {
    leases.acquire(ANN, "k");

    LeaseState.Applied applied = leases.acquire(BOB, "k");

    assertThat(applied.outcome()).isInstanceOf(LeaseOutcome.HeldByAnother.class);
    assertThat(applied.changes()).isEmpty();
    assertThat(leases.owner("k")).contains(ANN);
  }

  @Test
  void aLaterLifeOfTheOwnerIsAnother() {
    leases.acquire(ANN, "k");

    assertThat(leases.acquire(member("ann", 2), "k").outcome())
        .isInstanceOf(LeaseOutcome.HeldByAnother.class);
  }

  @Test
  void theOwnerAskingAgainKeepsItsTokenAndCountsAsRenewal() {
    leases.acquire(ANN, "k");

    LeaseState.Applied applied = leases.acquire(ANN, "k");

    assertThat(applied.outcome()).isInstanceOf(LeaseOutcome.Granted.class);
    assertThat(applied.changes()).singleElement().isInstanceOf(LeaseChange.Renewed.class);
    assertThat(leases.token("k")).isEqualTo(1);
    assertThat(leases.renewals("k")).isEqualTo(1);
  }

  @Test
  void anOwnershipThatEndedInTheOwnersBooksBeginsUnderANewToken() {
    leases.acquire(ANN, "k");

    leases.acquire(ANN, "k", 1);

    assertThat(leases.token("k")).isEqualTo(2);
    assertThat(leases.renewals("k")).isZero();
  }

  @Test
  void aDelayedCopyOfAnEarlierAcquisitionDoesNotReplaceTheToken() {
    leases.acquire(ANN, "k");
    leases.acquire(ANN, "k", 1);

    leases.acquire(ANN, "k", 0);

    assertThat(leases.token("k")).isEqualTo(2);
  }

  @Test
  void tokensRiseThroughReleaseAndExpiry() {
    Set<Long> tokens = new HashSet<>();
    for (int round = 1; round <= 5; round++) {
      leases.acquire(round % 2 == 0 ? ANN : BOB, "k");
      assertThat(leases.token("k")).isEqualTo(round);
      assertThat(tokens.add(leases.token("k"))).isTrue();
      if (round % 2 == 0) {
        leases.release(ANN, "k", round);
      } else {
        leases.when(new LeaseCommand.Expire(LeaseScript.claim("k", round), 0));
      }
    }
  }

  @Test
  void tokensDoNotGoBackWhenIdleNamesAreForgotten() {
    for (int i = 1; i <= 3; i++) {
      leases.acquire(ANN, "k");
      leases.release(ANN, "k", i);
    }
    for (int i = 0; i < LeaseLimits.IDLE_KEYS; i++) {
      leases.acquire(ANN, "other" + i);
      leases.release(ANN, "other" + i, leases.token("other" + i));
    }

    leases.acquire(BOB, "k");

    assertThat(leases.token("k")).isGreaterThan(3);
    int remembered =
        leases.state.owned(LeaseScript.SHARDS).orElseThrow().marks().byIdleness().size();
    assertThat(remembered).isLessThanOrEqualTo(LeaseLimits.IDLE_KEYS);
  }
}
