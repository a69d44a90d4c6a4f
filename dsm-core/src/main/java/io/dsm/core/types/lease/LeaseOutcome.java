// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import java.util.Set;

/** What a command came to. */
public sealed interface LeaseOutcome {

  /** The asking member owns the key. */
  record Granted(LeaseGrant grant) implements LeaseOutcome {}

  /** Another member owns the key. */
  record HeldByAnother(LeaseGrant grant) implements LeaseOutcome {}

  /**
   * Another member owns the key; the asking member waits in line.
   *
   * @param grant of the owner: whatever comes to the waiting member has a greater token
   * @param ahead how many are to be served before
   */
  record Queued(LeaseGrant grant, int ahead) implements LeaseOutcome {}

  /** The member is not in the line (any more). */
  record Left() implements LeaseOutcome {}

  /** The ownership ends as soon as its holder gives it up, or when it runs out. */
  record Revoking() implements LeaseOutcome {}

  /**
   * Renewed.
   *
   * @param refused claims that are not true; all others were renewed
   */
  record Renewed(Set<LeaseClaim> refused) implements LeaseOutcome {
    public Renewed {
      refused = Set.copyOf(refused);
    }
  }

  /** The target owns the key under that token. */
  record Transferred(long token) implements LeaseOutcome {}

  /** So many keys became free. */
  record Released(int keys) implements LeaseOutcome {}

  /** The claim is not true (any more); nothing changed. */
  record NotHeld() implements LeaseOutcome {}

  /** A bound of the state is reached; nothing changed. */
  record Full(String bound) implements LeaseOutcome {}
}
