// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseTiming;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.spi.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A lease this node got. Whether it is valid is never stored: each question reads the clocks. The
 * answers are made beforehand, so that asking takes no memory.
 */
final class HeldLease<V> implements Lease<V> {

  private final LeaseClaim claim;
  private final V value;
  private final LeaseTiming timing;
  private final Clock clock;
  private final Optional<FencingToken> token;
  private final Optional<Lease<V>> itself;
  private volatile ClockReading basis;
  private volatile boolean ended;
  private volatile boolean taken;
  private int offers;

  HeldLease(LeaseClaim claim, V value, LeaseTiming timing, Clock clock, ClockReading basis) {
    this.claim = claim;
    this.value = value;
    this.timing = timing;
    this.clock = clock;
    this.basis = basis;
    this.token = Optional.of(FencingToken.of(claim.token()));
    this.itself = Optional.of(this);
  }

  @Override
  public String key() {
    return claim.key().key();
  }

  @Override
  public V value() {
    return value;
  }

  @Override
  public Optional<FencingToken> token() {
    return isValid() ? token : Optional.empty();
  }

  @Override
  public boolean isValid() {
    return remainingNanos() > 0;
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(remainingNanos());
  }

  @Override
  public <R> Optional<R> run(Function<FencingToken, R> body) {
    return token().map(body);
  }

  Optional<Lease<V>> ifValid() {
    return isValid() ? itself : Optional.empty();
  }

  LeaseClaim claim() {
    return claim;
  }

  LeaseTiming timing() {
    return timing;
  }

  long elapsedNanos() {
    return basis.elapsedNanos(clock);
  }

  long remainingNanos() {
    return ended ? 0 : Math.max(0, timing.termNanos() - elapsedNanos());
  }

  /** A renewal that was asked for at {@code asked} has been granted. Never shortens. */
  void extend(ClockReading asked) {
    if (asked.monotonicNanos() > basis.monotonicNanos()) {
      basis = asked;
    }
  }

  /** Callers are about to have it. Under the lock of {@link LeaseNode}. */
  void offered() {
    offers++;
  }

  /** Somebody has it. */
  void taken() {
    taken = true;
  }

  /**
   * None of those it was offered to wants it any more. Under the lock of {@link LeaseNode}.
   *
   * @return whether nobody has it nor will
   */
  boolean declined() {
    offers--;
    return offers == 0 && !taken;
  }

  /** Not valid from now on, whatever the clocks say. */
  void end() {
    ended = true;
  }

  /** {@code key@token}, without the value, which may be private. */
  @Override
  public String toString() {
    return claim.key() + "@" + claim.token();
  }
}
