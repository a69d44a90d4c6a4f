// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.cluster.Member;
import io.dsm.lease.VerifyResult;
import java.util.List;
import java.util.Optional;

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

  /** Where a member stands, for each key it asked about, in that order. */
  record Standings(List<Stand> stands) implements LeaseAnswer {
    public Standings {
      stands = List.copyOf(stands);
    }
  }

  /**
   * Where a member stands with a key.
   *
   * @param waiting whether it is in the line
   * @param grant of whoever owns the key
   */
  record Stand(LeaseKey key, boolean waiting, Optional<LeaseGrant> grant) {}

  /**
   * A key in full.
   *
   * @param heldNanos how long the answering leader knows it to be owned; the truth may be more
   * @param waiters the next one first
   */
  record Described(Optional<Entry> entry, long heldNanos, List<Member> waiters)
      implements LeaseAnswer {
    public Described {
      waiters = List.copyOf(waiters);
    }
  }

  /**
   * An owned key.
   *
   * @param remainingNanos how long the answering leader will keep others out if nothing renews it
   */
  record Entry(LeaseKey key, LeaseGrant grant, long remainingNanos) {}
}
