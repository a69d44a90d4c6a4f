// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

/** One step between two rosters. At most one is under way at a time. */
public sealed interface MemberChange {

  VoterId id();

  /**
   * From now on it gets the log, and counts for nothing. It must never have been a member before:
   * it would find its leaving in the log.
   */
  record Learn(VoterId id) implements MemberChange {}

  /** The learner votes from now on. */
  record Vote(VoterId id) implements MemberChange {}

  /** It is no member any more, for ever. */
  record Leave(VoterId id) implements MemberChange {}
}
