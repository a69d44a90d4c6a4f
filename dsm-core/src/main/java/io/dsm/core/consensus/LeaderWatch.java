// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.Member;
import io.dsm.core.consensus.ConsensusMessage.RefTold;
import io.dsm.core.types.lease.LeaseChange;
import io.dsm.core.types.lease.LeaseChange.Cause;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseState;
import io.dsm.core.types.ref.RefChanged;
import io.dsm.core.types.ref.RefQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What a voter does besides applying while it leads: it waits for expiry and tells members. */
final class LeaderWatch implements VoterMachine.Watcher {

  private final LeaseExpiry expiry;
  private final RefFollowers followers;
  private final Departures departures;
  private final BiConsumer<Member, ConsensusMessage> teller;
  private volatile boolean leading;

  /**
   * @param teller tells a member, itself included, best effort
   */
  LeaderWatch(
      LeaseExpiry expiry,
      RefFollowers followers,
      Departures departures,
      BiConsumer<Member, ConsensusMessage> teller) {
    this.expiry = expiry;
    this.followers = followers;
    this.departures = departures;
    this.teller = teller;
  }

  @Override
  public void changed(List<LeaseChange> changes) {
    expiry.changed(changes);
    if (leading) {
      changes.forEach(this::tell);
    }
  }

  @Override
  public void changed(RefChanged change) {
    if (leading) {
      followers.of(change.ref()).forEach(member -> teller.accept(member, new RefTold(change)));
    }
  }

  @Override
  public void follows(Member member, List<RefQuery.Known> known) {
    followers.add(member, known);
  }

  private void tell(LeaseChange change) {
    switch (change) {
      case LeaseChange.Transferred(var key, var from, var grant, var consent) ->
          teller.accept(grant.owner(), new ConsensusMessage.TransferredToYou(key, grant, consent));
      case LeaseChange.Ended(var key, var grant, var cause) -> {
        if (cause == Cause.EXPIRED) {
          teller.accept(
              grant.owner(), new ConsensusMessage.Revoked(new LeaseClaim(key, grant.token())));
        }
      }
      case LeaseChange.Revoked(var key, var grant) ->
          teller.accept(
              grant.owner(), new ConsensusMessage.Revoked(new LeaseClaim(key, grant.token())));
      case LeaseChange.Began _, LeaseChange.Renewed _ -> {}
    }
  }

  @Override
  public long remainingNanos(LeaseKey key, LeaseGrant grant) {
    return expiry.remainingNanos(key, grant);
  }

  @Override
  public long heldNanos(LeaseKey key, LeaseGrant grant) {
    return expiry.heldNanos(key, grant);
  }

  @Override
  public void leads(LeaseState state) {
    leading = true;
    expiry.leads(state);
    departures.leads(concerned(state));
  }

  /** Who waits for something, or may lose something without being waited for. */
  private static Set<Member> concerned(LeaseState state) {
    Set<Member> members = new HashSet<>(state.waiting());
    state.forEach(
        (key, grant) -> {
          if (grant.timing().fencedOnly()) {
            members.add(grant.owner());
          }
        });
    return members;
  }

  @Override
  public void leadsNoMore() {
    leading = false;
    followers.clear();
    departures.leadsNoMore();
    expiry.leadsNoMore();
  }
}
