// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseAllTest {

  private final LeaseScript leases = new LeaseScript();

  @Test
  void allKeysOfTheMemberAndNoOthersBecomeFree() {
    leases.acquire(ANN, "a");
    leases.acquire(BOB, "b");
    leases.acquire(ANN, "c");

    LeaseState.Applied applied = leases.when(new LeaseCommand.ReleaseAll(ANN));

    assertThat(applied.outcome()).isEqualTo(new LeaseOutcome.Released(2));
    assertThat(applied.changes()).hasSize(2);
    assertThat(leases.grant("a")).isEmpty();
    assertThat(leases.owner("b")).contains(BOB);
    assertThat(leases.grant("c")).isEmpty();
  }
}
