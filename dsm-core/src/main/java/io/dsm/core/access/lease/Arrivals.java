// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import static java.lang.System.Logger.Level.WARNING;

import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.core.types.lease.LeaseQuery;
import io.dsm.core.types.lease.LeaseTiming;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes over leases that other nodes transfer to this one. That the voters name this node as owner
 * is not enough to act: it needs a clock reading of its own that is older than the entry that made
 * it the owner. It has one if the voters name the consent on which the transfer rests, and holds
 * from there, at once. Else, or if that was long ago, it renews first, and holds from the reading
 * before that renewal. It learns of a transfer from a voter or, the message being lost, by looking
 * for itself. Called under the lock of {@link LeaseNode}.
 */
final class Arrivals {

  private static final System.Logger LOG = System.getLogger(Arrivals.class.getName());
  private static final long LOOK_NANOS = 300_000_000;

  private final LeasePorts ports;
  private final LeaseNode node;
  private final Consents consents = new Consents();
  private final Set<LeaseClaim> inFlight = new HashSet<>();
  private long expectedUntil = Long.MIN_VALUE;
  private boolean looking;

  Arrivals(LeasePorts ports, LeaseNode node) {
    this.ports = ports;
    this.node = node;
  }

  /** This node agrees to take a lease over; the number of its consent. */
  long expectOffered(LeaseBook<?> book) {
    long consent = consents.give(ClockReading.of(ports.clock()));
    expect(book);
    return consent;
  }

  /** A transfer to this node may come: looks for it until it would have run out anyway. */
  void expect(LeaseBook<?> book) {
    long wait = LeaseTiming.of(book.spec()).exclusionNanos();
    long until = ports.clock().monotonicNanos() + ports.callTimeout().toNanos() + wait;
    boolean idle = expectedUntil < ports.clock().monotonicNanos();
    expectedUntil = Math.max(expectedUntil, until);
    if (idle) {
      lookLater();
    }
  }

  private void lookLater() {
    long jitter = ports.random().below(100) * 2_000_000L;
    ports
        .timers()
        .after(
            LOOK_NANOS + jitter,
            () ->
                node.locked(
                    () -> {
                      if (node.isServing() && expectedUntil >= ports.clock().monotonicNanos()) {
                        look();
                        lookLater();
                      }
                    }));
  }

  void look() {
    if (looking || node.beginAsking().isPresent()) {
      return;
    }
    looking = true;
    ports
        .gateway()
        .ask(new LeaseQuery.TransferredTo(ports.self()))
        .whenComplete((answer, failure) -> node.locked(() -> looked(answer)));
  }

  private void looked(@Nullable LeaseAnswer answer) {
    looking = false;
    if (answer instanceof LeaseAnswer.Owned(var generation, var entries, var more)) {
      entries.forEach(entry -> arrived(entry.key(), entry.grant(), 0));
    }
  }

  /**
   * This node owns a lease.
   *
   * @param consent on which the transfer rests, zero if that is not known
   */
  void arrived(LeaseKey key, LeaseGrant grant, long consent) {
    Optional<ClockReading> asked =
        consents
            .given(consent)
            .filter(it -> it.elapsedNanos(ports.clock()) <= grant.timing().termNanos() / 2);
    node.book(key.collection()).ifPresent(book -> arrived(book, key, grant, asked));
  }

  private <V> void arrived(
      LeaseBook<V> book, LeaseKey key, LeaseGrant grant, Optional<ClockReading> asked) {
    LeaseClaim claim = new LeaseClaim(key, grant.token());
    boolean mine = grant.owner().equals(ports.self());
    boolean known =
        book.held(claim) != null || book.endedTokens().hasEnded(key.key(), grant.token());
    if (!mine || known || inFlight.contains(claim) || node.beginAsking().isPresent()) {
      return;
    }
    V value;
    try {
      value = book.codec().decode(grant.value().bytes());
    } catch (RuntimeException unreadable) {
      LOG.log(
          WARNING,
          () ->
              "the value of lease %s, transferred to this node, cannot be read; the lease was not"
                      .formatted(key)
                  + " taken over and will expire; run the same schema on all nodes",
          unreadable);
      book.endedTokens().ended(key.key(), grant.token());
      return;
    }
    if (asked.isPresent()) {
      book.begin(key.key(), value, grant, asked.get())
          .ifPresent(
              lease -> {
                lease.taken();
                node.wakeFor(book, lease);
              });
    } else {
      inFlight.add(claim);
      takeOver(book, claim, value, grant);
    }
  }

  private <V> void takeOver(LeaseBook<V> book, LeaseClaim claim, V value, LeaseGrant grant) {
    ClockReading asked = ClockReading.of(ports.clock());
    long patience = Math.min(grant.timing().termNanos(), ports.callTimeout().toNanos());
    ports
        .gateway()
        .submit(new LeaseCommand.Renew(ports.self(), List.of(claim)), Duration.ofNanos(patience))
        .whenComplete(
            (outcome, failure) ->
                node.locked(
                    () -> {
                      inFlight.remove(claim);
                      if (failure != null) {
                        book.counters().failed(failure);
                        expect(book);
                      } else if (isRenewed(outcome, claim) && node.isServing()) {
                        book.begin(claim.key().key(), value, grant, asked)
                            .ifPresent(HeldLease::taken);
                        node.wakeSoon();
                      }
                    }));
  }

  private static boolean isRenewed(LeaseOutcome outcome, LeaseClaim claim) {
    return outcome instanceof LeaseOutcome.Renewed(var refused) && !refused.contains(claim);
  }
}
