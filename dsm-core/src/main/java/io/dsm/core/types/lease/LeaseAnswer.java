// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.lease.VerifyResult;
import java.util.List;

/** Answer to a query. */
public sealed interface LeaseAnswer {

  /**
   * Owned keys.
   *
   * @param generation changes with every change of owners in the collection, so that a reader of
   *     several pages sees whether they belong together
   * @param more whether the answer was cut for its size
   */
  record Owned(long generation, List<Entry> entries, boolean more) implements LeaseAnswer {
    public Owned {
      entries = List.copyOf(entries);
    }
  }

  /** Whether a token is current. */
  record Verified(VerifyResult result) implements LeaseAnswer {}

  /**
   * An owned key.
   *
   * @param remainingNanos how long the answering leader will keep others out if nothing renews it
   */
  record Entry(LeaseKey key, LeaseGrant grant, long remainingNanos) {}
}
