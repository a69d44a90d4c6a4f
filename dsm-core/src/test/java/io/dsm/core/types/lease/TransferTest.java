// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static io.dsm.core.types.lease.LeaseScript.claim;
import static io.dsm.core.types.lease.LeaseScript.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void theConsentIsToldAgain() {
    leases.acquire(ANN, "k");

    LeaseState.Applied applied = leases.when(new LeaseCommand.Transfer(claim("k", 1), ANN, BOB, 7));

    assertThat(applied.changes())
        .containsExactly(
            new LeaseChange.Transferred(key("k"), ANN, leases.grant("k").orElseThrow(), 7));
  }

  @Test
  void aTransferHasOneFormWithConsentAndOneWithout() {
    for (long consent : new long[] {0, 1, Long.MAX_VALUE}) {
      LeaseCommand transfer = new LeaseCommand.Transfer(claim("k", 1), ANN, BOB, consent);
      assertThat(LeaseCodec.command(LeaseCodec.encode(transfer))).isEqualTo(transfer);
    }
    byte[] zero = LeaseCodec.encode(new LeaseCommand.Transfer(claim("k", 1), ANN, BOB, 1));
    zero[zero.length - 1] = 0;
    assertThatThrownBy(() -> LeaseCodec.command(zero)).isInstanceOf(IllegalArgumentException.class);
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
