// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/** Answer to {@link LeaseCollection#acquire}. */
public sealed interface AcquireResult<V> {

  /** This node owns the key. */
  record Acquired<V>(Lease<V> lease) implements AcquireResult<V> {}

  /** Another node owns it, or did so recently enough that it may still believe so. */
  record HeldByAnother<V>(LeaseSnapshot<V> holder) implements AcquireResult<V> {}
}
