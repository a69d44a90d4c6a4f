// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static io.dsm.core.types.lease.LeaseScript.claim;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpireTest {

  private final LeaseScript leases = new LeaseScript();

  @Test
  void anUnrenewedLeaseEnds() {
    leases.acquire(ANN, "k");

    LeaseState.Applied applied = leases.when(new LeaseCommand.Expire(claim("k", 1), 0));

    assertThat(applied.changes())
        .singleElement()
        .isInstanceOfSatisfying(
            LeaseChange.Ended.class,
            ended -> assertThat(ended.cause()).isEqualTo(LeaseChange.Cause.EXPIRED));
    assertThat(leases.grant("k")).isEmpty();
  }

  @Test
  void aRenewalThatCameFirstWins() {
    leases.acquire(ANN, "k");
    leases.renew(ANN, claim("k", 1));

    assertThat(leases.when(new LeaseCommand.Expire(claim("k", 1), 0)).outcome())
        .isEqualTo(new LeaseOutcome.NotHeld());
    assertThat(leases.owner("k")).contains(ANN);
  }

  @Test
  void aLaterOwnershipIsNotEnded() {
    leases.acquire(ANN, "k");
    leases.release(ANN, "k", 1);
    leases.acquire(BOB, "k");

    leases.when(new LeaseCommand.Expire(claim("k", 1), 0));

    assertThat(leases.owner("k")).contains(BOB);
  }
}
