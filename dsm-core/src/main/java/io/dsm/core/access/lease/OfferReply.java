// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

/** What a member answers that was asked whether it would take a lease over. */
public sealed interface OfferReply {

  /**
   * It would.
   *
   * @param consent a number that it never gives again in this life: a transfer that names it came
   *     later than this answer
   */
  record Agreed(long consent) implements OfferReply {}

  /**
   * It would not, or it is not known.
   *
   * @param reason for people
   */
  record Refused(String reason) implements OfferReply {}
}
