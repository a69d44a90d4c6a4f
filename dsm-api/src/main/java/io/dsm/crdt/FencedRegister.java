// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import java.util.Optional;

/**
 * One value, written by whoever owns something: of all writes the one under the greatest fencing
 * token wins, whatever the clocks say and in whichever order they arrive. The holder of a lease or
 * lock writes with its token; what an earlier holder writes late, after a pause or from beyond a
 * partition, is refused where the later holder's write is known and replaced where it is not yet.
 * Thread-safe, never blocks.
 *
 * <p>Guarantee (eventual): no replica that has seen a write under a token ever shows a value
 * written under a smaller one. A replica that has not seen it may, so what must never be read stale
 * belongs into a {@link io.dsm.ref.Ref}, which asks a majority. Writes under the same token are of
 * one holder; the last of them wins.
 *
 * <p>Cost: one value with its token and stamp. It cannot be removed, because what was forgotten
 * could not refuse. Bound: 64 KiB a value; more is {@link io.dsm.DsmException.Rejected}. Stamps
 * further ahead than the maximum clock offset are refused by receivers. Source: Gray and Cheriton,
 * "Leases", 1989, section 2; Kleppmann, "How to do distributed locking", 2016 (the token); Shapiro
 * et al., "Conflict-free replicated data types", 2011 (the join of an order).
 *
 * @param <V> immutable value type
 */
public interface FencedRegister<V> {

  /**
   * Writes a value under a token.
   *
   * @return {@link Admission.Refused} with the greatest token known here, if that is greater;
   *     nothing was changed then, and the caller has been overtaken
   */
  Admission set(FencingToken token, V value);

  /** The value; empty if none was set, or if it cannot be read by this version of its class. */
  Optional<V> value();

  /** The greatest token anybody has written under; empty if nobody has. */
  Optional<FencingToken> token();
}
