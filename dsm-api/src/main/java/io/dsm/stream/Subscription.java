// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.stream;

/** A running watch. Thread-safe. */
public interface Subscription extends AutoCloseable {

  /** Ends the watch; after this returns no further change begins to be delivered. Idempotent. */
  @Override
  void close();
}
