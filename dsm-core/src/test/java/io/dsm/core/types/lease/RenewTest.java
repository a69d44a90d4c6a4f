// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static io.dsm.core.types.lease.LeaseScript.claim;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RenewTest {

  private final LeaseScript leases = new LeaseScript();

  @Test
  void oneCommandRenewsManyLeasesAndRefusesTheRest() {
    leases.acquire(ANN, "a");
    leases.acquire(ANN, "b");
    leases.acquire(BOB, "c");

    LeaseState.Applied applied =
        leases.renew(ANN, claim("a", 1), claim("b", 9), claim("c", 1), claim("d", 1));

    assertThat(applied.outcome())
        .isEqualTo(new LeaseOutcome.Renewed(Set.of(claim("b", 9), claim("c", 1), claim("d", 1))));
    assertThat(applied.changes()).hasSize(1);
    assertThat(leases.renewals("a")).isEqualTo(1);
    assertThat(leases.renewals("b")).isZero();
    assertThat(leases.renewals("c")).isZero();
  }

  @Test
  void aRenewalKeepsTheToken() {
    leases.acquire(ANN, "a");
    leases.renew(ANN, claim("a", 1));
    assertThat(leases.token("a")).isEqualTo(1);
  }

  @Test
  void aLateRenewalIsRefusedAfterTheGrant() {
    leases.acquire(ANN, "a");
    leases.when(new LeaseCommand.Expire(claim("a", 1), 0));
    leases.acquire(BOB, "a");

    LeaseState.Applied applied = leases.renew(ANN, claim("a", 1));

    assertThat(applied.outcome()).isEqualTo(new LeaseOutcome.Renewed(Set.of(claim("a", 1))));
    assertThat(leases.owner("a")).contains(BOB);
  }
}
