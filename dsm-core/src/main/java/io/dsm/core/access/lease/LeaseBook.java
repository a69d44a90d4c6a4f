// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.codec.ValueCodec;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseEvent;
import io.dsm.lease.LeaseMode;
import io.dsm.lease.LeaseSpec;
import io.dsm.spi.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one collection that this node holds, and the only place where they begin and end,
 * so that each beginning has one end. Changed under the lock of {@link LeaseNode} only; read by
 * anybody.
 */
final class LeaseBook<V> {

  private final LeaseSpec<V> spec;
  private final ValueCodec<V> codec;
  private final Clock clock;
  private final LeaseListeners<V> listeners;
  private final LeaseCounters counters = new LeaseCounters();
  private final ConcurrentHashMap<String, HeldLease<V>> held = new ConcurrentHashMap<>();
  private final EndedTokens endedTokens = new EndedTokens();

  LeaseBook(LeaseSpec<V> spec, ValueCodec<V> codec, Clock clock, Callbacks callbacks) {
    this.spec = spec;
    this.codec = codec;
    this.clock = clock;
    this.listeners = new LeaseListeners<>(spec.address(), callbacks);
  }

  LeaseSpec<V> spec() {
    return spec;
  }

  ValueCodec<V> codec() {
    return codec;
  }

  LeaseListeners<V> listeners() {
    return listeners;
  }

  LeaseCounters counters() {
    return counters;
  }

  boolean isAutonomous() {
    return spec.mode() == LeaseMode.AUTONOMOUS;
  }

  LeaseKey key(String key) {
    return new LeaseKey(spec.address(), key);
  }

  /** Wait-free. */
  Optional<Lease<V>> ifValid(String key) {
    HeldLease<V> lease = held.get(key);
    return lease == null ? Optional.empty() : lease.ifValid();
  }

  Collection<HeldLease<V>> held() {
    return held.values();
  }

  @Nullable HeldLease<V> held(String key) {
    return held.get(key);
  }

  @Nullable HeldLease<V> held(LeaseClaim claim) {
    HeldLease<V> lease = held.get(claim.key().key());
    return lease != null && lease.claim().equals(claim) ? lease : null;
  }

  EndedTokens endedTokens() {
    return endedTokens;
  }

  /**
   * The voters granted what was asked for at {@code asked}.
   *
   * @return the lease, or empty if its term is over already or this ownership has ended here
   */
  Optional<HeldLease<V>> begin(String key, V value, LeaseGrant grant, ClockReading asked) {
    LeaseClaim claim = new LeaseClaim(key(key), grant.token());
    HeldLease<V> present = held(claim);
    if (present != null) {
      present.extend(asked);
      return present.isValid() ? Optional.of(present) : Optional.empty();
    }
    HeldLease<V> lease = new HeldLease<>(claim, value, grant.timing(), clock, asked);
    if (endedTokens.hasEnded(key, grant.token()) || !lease.isValid()) {
      endedTokens.ended(key, grant.token());
      return Optional.empty();
    }
    lose(held.get(key), "the voters granted the key anew");
    held.put(key, lease);
    counters.acquired.increment();
    listeners.publish(new LeaseEvent.Acquired<>(lease));
    return Optional.of(lease);
  }

  /** The node gives the lease up. */
  void release(HeldLease<V> lease) {
    end(lease, new LeaseEvent.Released<>(lease.key(), FencingToken.of(lease.claim().token())));
  }

  void lose(@Nullable HeldLease<V> lease, String reason) {
    if (lease != null) {
      counters.lost.increment();
      end(
          lease,
          new LeaseEvent.Lost<>(lease.key(), FencingToken.of(lease.claim().token()), reason));
    }
  }

  private void end(HeldLease<V> lease, LeaseEvent<V> event) {
    lease.end();
    held.remove(lease.key());
    endedTokens.ended(lease.key(), lease.claim().token());
    listeners.publish(event);
  }

  void loseExpired() {
    held.values().forEach(this::loseIfExpired);
  }

  /** Before a key is asked for, an earlier ownership that has ended is told. */
  void loseIfExpired(String key) {
    HeldLease<V> lease = held.get(key);
    if (lease != null) {
      loseIfExpired(lease);
    }
  }

  private void loseIfExpired(HeldLease<V> lease) {
    if (!lease.isValid()) {
      lose(lease, "its term of " + spec.timing().term() + " ended without a renewal");
    }
  }

  void loseAll(String reason) {
    held.values().forEach(lease -> lose(lease, reason));
  }

  void releaseAll() {
    held.values().forEach(this::release);
  }

  /** The voters say the claim is not (or no longer) true. */
  void refused(LeaseClaim claim, String reason) {
    lose(held(claim), reason);
  }

  void extended(LeaseClaim claim, ClockReading asked) {
    HeldLease<V> lease = held(claim);
    if (lease != null) {
      lease.extend(asked);
    }
  }
}
