// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/** Receives this node's lease events in order. Exceptions are logged and end nothing. */
@FunctionalInterface
public interface LeaseListener<V> {
  void onEvent(LeaseEvent<V> event);
}
