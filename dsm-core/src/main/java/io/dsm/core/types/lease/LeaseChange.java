// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.cluster.Member;

/** What a command changed, for those who measure waits and tell members. */
public sealed interface LeaseChange {

  LeaseKey key();

  /** An ownership began by acquisition. */
  record Began(LeaseKey key, LeaseGrant grant) implements LeaseChange {}

  /** An ownership was renewed. */
  record Renewed(LeaseKey key, LeaseGrant grant) implements LeaseChange {}

  /**
   * An ownership ended and that of another member began, by consent or in turn.
   *
   * @param consent the number under which the new owner agreed; zero if it was not asked, or in
   *     turn
   */
  record Transferred(LeaseKey key, Member from, LeaseGrant grant, long consent)
      implements LeaseChange {

    public Transferred(LeaseKey key, Member from, LeaseGrant grant) {
      this(key, from, grant, 0);
    }
  }

  /** An ownership is not renewed any more; its holder should give it up. */
  record Revoked(LeaseKey key, LeaseGrant grant) implements LeaseChange {}

  /** An ownership ended. */
  record Ended(LeaseKey key, LeaseGrant grant, Cause cause) implements LeaseChange {}

  /** Why an ownership ended without a successor. */
  enum Cause {
    RELEASED,
    EXPIRED
  }
}
