// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.Member;
import io.dsm.core.types.lease.LeaseChange;
import io.dsm.core.types.lease.LeaseChange.Cause;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseState;
import java.util.List;
import java.util.function.BiConsumer;

/** What a voter does besides applying while it leads: it waits for expiry and tells members. */
final class LeaderWatch implements LeaseMachine.Watcher {

  private final LeaseExpiry expiry;
  private final BiConsumer<Member, ConsensusMessage> teller;
  private volatile boolean leading;

  /**
   * @param teller tells a member, itself included, best effort
   */
  LeaderWatch(LeaseExpiry expiry, BiConsumer<Member, ConsensusMessage> teller) {
    this.expiry = expiry;
    this.teller = teller;
  }

  @Override
  public void changed(List<LeaseChange> changes) {
    expiry.changed(changes);
    if (leading) {
      changes.forEach(this::tell);
    }
  }

  private void tell(LeaseChange change) {
    switch (change) {
      case LeaseChange.Transferred(var key, var from, var grant) ->
          teller.accept(grant.owner(), new ConsensusMessage.TransferredToYou(key, grant));
      case LeaseChange.Ended(var key, var grant, var cause) -> {
        if (cause == Cause.EXPIRED) {
          teller.accept(
              grant.owner(), new ConsensusMessage.Revoked(new LeaseClaim(key, grant.token())));
        }
      }
      case LeaseChange.Began _, LeaseChange.Renewed _ -> {}
    }
  }

  @Override
  public long remainingNanos(LeaseKey key, LeaseGrant grant) {
    return expiry.remainingNanos(key, grant);
  }

  @Override
  public void leads(LeaseState state) {
    leading = true;
    expiry.leads(state);
  }

  @Override
  public void leadsNoMore() {
    leading = false;
    expiry.leadsNoMore();
  }
}
