// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static io.dsm.core.types.lease.LeaseScript.claim;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransferTest {

  private final LeaseScript leases = new LeaseScript();

  @Test
  void theTargetOwnsTheKeyUnderANewToken() {
    leases.acquire(ANN, "k");
    leases.renew(ANN, claim("k", 1));

    LeaseState.Applied applied = leases.when(new LeaseCommand.Transfer(claim("k", 1), ANN, BOB));

    assertThat(applied.outcome()).isEqualTo(new LeaseOutcome.Transferred(2));
    assertThat(applied.changes()).singleElement().isInstanceOf(LeaseChange.Transferred.class);
    assertThat(leases.owner("k")).contains(BOB);
    assertThat(leases.renewals("k")).isZero();
  }

  @Test
  void theOldTokenNeverWorksAgain() {
    leases.acquire(ANN, "k");
    leases.when(new LeaseCommand.Transfer(claim("k", 1), ANN, BOB));

    assertThat(leases.when(new LeaseCommand.Transfer(claim("k", 1), ANN, ANN)).outcome())
        .isEqualTo(new LeaseOutcome.NotHeld());
    assertThat(leases.release(ANN, "k", 1).outcome()).isEqualTo(new LeaseOutcome.NotHeld());
    assertThat(leases.owner("k")).contains(BOB);
  }

  @Test
  void nobodyTransfersWhatAnotherOwns() {
    leases.acquire(ANN, "k");

    assertThat(leases.when(new LeaseCommand.Transfer(claim("k", 1), BOB, BOB)).outcome())
        .isEqualTo(new LeaseOutcome.NotHeld());
  }
}
