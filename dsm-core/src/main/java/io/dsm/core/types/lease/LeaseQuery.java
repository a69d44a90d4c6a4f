// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import java.util.List;
import java.util.Optional;

/** What can be read from the replicated state of leases. */
public sealed interface LeaseQuery {

  /** Who owns a key. */
  record Current(LeaseKey key) implements LeaseQuery {}

  /** Owned keys in ascending order, beginning after a key. */
  record Page(CollectionAddress collection, Optional<String> after) implements LeaseQuery {}

  /** Whether a token is the current one of its key. */
  record Verify(LeaseClaim claim) implements LeaseQuery {}

  /** Who owns a key and who waits for it. */
  record Describe(LeaseKey key) implements LeaseQuery {}

  /** Whether a member owns or waits for keys. */
  record Standing(Member member, List<LeaseKey> keys) implements LeaseQuery {
    public Standing {
      keys = List.copyOf(keys);
    }
  }

  /** Ownerships that were transferred to a member. */
  record TransferredTo(Member member) implements LeaseQuery {}
}
