// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseLimits;
import io.dsm.core.types.lease.LeaseOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Renews the leases of this node in time, all collections together: what it costs grows with nodes,
 * not with leases. Called under the lock of {@link LeaseNode}.
 */
final class Renewals {

  private final LeasePorts ports;
  private final LeaseNode node;
  private final Set<LeaseClaim> inFlight = new HashSet<>();
  private final Map<LeaseClaim, Long> jitters = new HashMap<>();

  Renewals(LeasePorts ports, LeaseNode node) {
    this.ports = ports;
    this.node = node;
  }

  /** Sends what is due and with it what will be due soon. */
  void renewDue() {
    List<LeaseClaim> soon = new ArrayList<>();
    long patience = Long.MAX_VALUE;
    boolean due = false;
    for (LeaseBook<?> book : node.books()) {
      if (!book.isAutonomous()) {
        continue;
      }
      for (HeldLease<?> lease : book.held()) {
        if (inFlight.contains(lease.claim())) {
          continue;
        }
        due |= nanosUntilDue(book, lease) <= 0;
        if (lease.elapsedNanos() >= (lease.timing().termNanos() - skew(book)) / 2) {
          soon.add(lease.claim());
          patience = Math.min(patience, skew(book) / 3);
        }
      }
    }
    if (due) {
      Duration timeout = Duration.ofNanos(Math.min(patience, ports.callTimeout().toNanos()));
      batches(soon).forEach(batch -> renewTogether(batch, timeout));
    }
  }

  /** Nanoseconds until the earliest renewal of a lease is due; negative if it is late. */
  long nanosUntilDue(LeaseBook<?> book, HeldLease<?> lease) {
    long jitter =
        jitters.computeIfAbsent(
            lease.claim(), any -> (long) ports.random().below(1_000) * (skew(book) / 4_000));
    return lease.timing().termNanos() - skew(book) + jitter - lease.elapsedNanos();
  }

  boolean isInFlight(HeldLease<?> lease) {
    return inFlight.contains(lease.claim());
  }

  /** Of how many leases something is remembered, held ones or not. */
  int remembered() {
    return jitters.size();
  }

  /** Forgets everything about leases that are held no more. */
  void retain(Set<LeaseClaim> held) {
    jitters.keySet().retainAll(held);
  }

  private void renewTogether(List<LeaseClaim> batch, Duration timeout) {
    inFlight.addAll(batch);
    renew(batch, timeout)
        .whenComplete(
            (outcome, failure) ->
                node.locked(
                    () -> {
                      batch.forEach(inFlight::remove);
                      batch.forEach(jitters::remove);
                      node.wakeSoon();
                    }));
  }

  /** Renews these leases now; the books know the outcome before the stage completes. */
  CompletionStage<LeaseOutcome> renew(List<LeaseClaim> claims, Duration timeout) {
    ClockReading asked = ClockReading.of(ports.clock());
    return ports
        .gateway()
        .submit(new LeaseCommand.Renew(ports.self(), claims), timeout)
        .whenComplete(
            (outcome, failure) ->
                node.locked(
                    () -> {
                      for (LeaseClaim claim : claims) {
                        node.book(claim.key().collection())
                            .ifPresent(book -> answered(book, claim, asked, outcome, failure));
                      }
                    }));
  }

  private static void answered(
      LeaseBook<?> book,
      LeaseClaim claim,
      ClockReading asked,
      LeaseOutcome outcome,
      Throwable failure) {
    if (failure != null) {
      book.counters().failed(failure);
    } else if (outcome instanceof LeaseOutcome.Renewed(var refused) && !refused.contains(claim)) {
      book.counters().renewals.increment();
      book.extended(claim, asked);
    } else {
      book.counters().renewRejections.increment();
      book.refused(claim, "the voters say that the lease is not owned under this token any more");
    }
  }

  private static long skew(LeaseBook<?> book) {
    return book.spec().timing().renewSkew().toNanos();
  }

  private static List<List<LeaseClaim>> batches(List<LeaseClaim> claims) {
    List<List<LeaseClaim>> batches = new ArrayList<>();
    List<LeaseClaim> batch = new ArrayList<>();
    int bytes = 0;
    for (LeaseClaim claim : claims) {
      if (batch.size() >= LeaseLimits.CLAIMS || bytes > LeaseLimits.BATCH_BYTES) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(claim);
      bytes += claim.roughBytes();
    }
    batches.add(batch);
    return batches;
  }
}
