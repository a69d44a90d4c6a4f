// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/** A beginning or an end of this node's ownership of a key. */
public sealed interface LeaseEvent<V> {

  /** This node owns the key, by acquisition or transfer. */
  record Acquired<V>(Lease<V> lease) implements LeaseEvent<V> {}

  /** This node gave the key up, by release or transfer. */
  record Released<V>(String key, FencingToken token) implements LeaseEvent<V> {}

  /** This node may no longer act under the token: not renewed in time, or told so. */
  record Lost<V>(String key, FencingToken token, String reason) implements LeaseEvent<V> {}
}
