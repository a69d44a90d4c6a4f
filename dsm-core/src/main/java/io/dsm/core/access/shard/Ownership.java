// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.shard;

import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.shard.OwnedShard;
import java.util.Optional;
import java.util.function.Function;

/** One ownership of a shard: its lease, and whether it is about to be handed over. */
final class Ownership implements OwnedShard {

  private final int number;
  private final Lease<String> lease;
  private volatile boolean draining;

  Ownership(int number, Lease<String> lease) {
    this.number = number;
    this.lease = lease;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Optional<FencingToken> token() {
    return lease.token();
  }

  @Override
  public boolean isValid() {
    return lease.isValid();
  }

  @Override
  public boolean isDraining() {
    return draining;
  }

  @Override
  public <R> Optional<R> run(Function<FencingToken, R> body) {
    return draining ? Optional.empty() : lease.run(body);
  }

  void drain() {
    draining = true;
  }

  @Override
  public String toString() {
    return "shard " + number + " by " + lease;
  }
}
