// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCodec;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseState;
import io.dsm.core.types.lease.LeaseTiming;
import io.dsm.core.types.lease.LeaseValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseExpiryTest {

  private static final Member ANN = new Member(NodeId.of("ann"), new Incarnation(1));
  private static final LeaseKey KEY = new LeaseKey(new CollectionAddress("t", "a", "c"), "k");
  private static final LeaseTiming TIMING = new LeaseTiming(9_900_000_000L, 500_000_000L);
  private static final long WAIT = 10_100_000_000L + 500_000_000L;

  private final VirtualTime time = new VirtualTime();
  private final SimulatedLife life = new SimulatedLife(time, ANN, 1.0, 77);
  private final LeaseState state = new LeaseState();
  private final List<LeaseCommand> proposed = new ArrayList<>();
  private final LeaseExpiry expiry =
      new LeaseExpiry(
          life,
          life,
          bytes -> {
            var envelope = (Envelope.OfLeader) Envelope.decode(bytes);
            proposed.add(LeaseCodec.command(envelope.command()));
          });

  private void apply(LeaseCommand command) {
    expiry.changed(state.apply(command).changes());
  }

  private void acquire() {
    apply(new LeaseCommand.Acquire(KEY, ANN, new LeaseValue(new byte[0]), TIMING, 0));
  }

  private void renew() {
    apply(new LeaseCommand.Renew(ANN, List.of(new LeaseClaim(KEY, 1))));
  }

  private void passNanos(long nanos) {
    time.runUntil(time.nowNanos() + nanos, () -> {});
  }

  @Test
  void theWaitIsTheTermStretchedByBothRatesAndTheGrace() {
    assertThat(TIMING.exclusionNanos()).isEqualTo(WAIT);
  }

  @Test
  void expiryIsProposedAfterTheWaitAndNotBefore() {
    expiry.leads(state);
    acquire();

    passNanos(WAIT - 1);
    assertThat(proposed).isEmpty();
    passNanos(1_000_000);
    assertThat(proposed).containsExactly(new LeaseCommand.Expire(new LeaseClaim(KEY, 1), 0));
  }

  @Test
  void theWaitCountsFromTheLatestRenewalApplied() {
    expiry.leads(state);
    acquire();
    passNanos(WAIT - 1);
    renew();

    passNanos(WAIT - 1);
    assertThat(proposed).isEmpty();
    passNanos(1_000_000);
    assertThat(proposed).containsExactly(new LeaseCommand.Expire(new LeaseClaim(KEY, 1), 1));
  }

  @Test
  void whatTheTokenAloneProtectsEndsWhenItsOwnerIsNoLongerSeen() {
    LeaseTiming fencedOnly = new LeaseTiming(TIMING.termNanos(), TIMING.graceNanos(), true);
    expiry.leads(state);
    apply(new LeaseCommand.Acquire(KEY, ANN, new LeaseValue(new byte[0]), fencedOnly, 0));

    expiry.suspect(ANN);
    passNanos(1_000_000);

    assertThat(proposed).containsExactly(new LeaseCommand.Expire(new LeaseClaim(KEY, 1), 0));
  }

  @Test
  void aSuspicionShortensNoOrdinaryWait() {
    expiry.leads(state);
    acquire();

    expiry.suspect(ANN);
    passNanos(WAIT - 1);

    assertThat(proposed).isEmpty();
  }

  @Test
  void aNewLeaderWaitsFromTheBeginningOfItsLeadership() {
    acquire();
    passNanos(WAIT * 3);
    assertThat(proposed).isEmpty();

    expiry.leads(state);
    passNanos(WAIT - 1);
    assertThat(proposed).isEmpty();
    passNanos(1_000_000);
    assertThat(proposed).hasSize(1);
  }

  @Test
  void whoLeadsNoMoreProposesNothing() {
    expiry.leads(state);
    acquire();
    expiry.leadsNoMore();

    passNanos(WAIT * 2);

    assertThat(proposed).isEmpty();
  }

  @Test
  void aLostProposalIsMadeAgain() {
    expiry.leads(state);
    acquire();

    passNanos(WAIT + 5_000_000_000L);

    assertThat(proposed).hasSizeGreaterThan(3);
    int before = proposed.size();
    apply(proposed.getLast());
    passNanos(5_000_000_000L);
    assertThat(proposed).hasSize(before);
  }

  @Test
  void remainingIsMeasuredByTheLeader() {
    expiry.leads(state);
    acquire();
    passNanos(1_000_000_000L);
    state.forEach(
        (key, grant) ->
            assertThat(expiry.remainingNanos(key, grant)).isEqualTo(WAIT - 1_000_000_000L));
  }
}
