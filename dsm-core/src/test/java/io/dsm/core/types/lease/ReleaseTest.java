// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseTest {

  private final LeaseScript leases = new LeaseScript();

  @Test
  void aReleasedKeyIsFreeAtOnce() {
    leases.acquire(ANN, "k");

    LeaseState.Applied applied = leases.release(ANN, "k", 1);

    assertThat(applied.outcome()).isEqualTo(new LeaseOutcome.Released(1));
    assertThat(leases.grant("k")).isEmpty();
    leases.acquire(BOB, "k");
    assertThat(leases.owner("k")).contains(BOB);
  }

  @Test
  void onlyTheOwnerReleasesAndOnlyUnderTheToken() {
    leases.acquire(ANN, "k");

    assertThat(leases.release(BOB, "k", 1).outcome()).isEqualTo(new LeaseOutcome.NotHeld());
    assertThat(leases.release(ANN, "k", 2).outcome()).isEqualTo(new LeaseOutcome.NotHeld());
    assertThat(leases.owner("k")).contains(ANN);
  }
}
