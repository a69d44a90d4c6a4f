// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import io.dsm.cluster.Member;
import io.dsm.crdt.CrdtDefinition;
import java.util.Random;
import java.util.Set;

/**
 * A kind of CRDT beside the plain meaning it is compared with: what the set of updates known at a
 * replica adds up to.
 *
 * @param <O> an update, compared by identity
 */
interface CrdtModel<C, S, O> {
  CrdtDefinition<C, S> definition();

  /** Makes one update through the handle of {@code origin}, whose replica knows {@code known}. */
  O update(C handle, Member origin, Set<O> known, Random random);

  /** Whether a delta carries all earlier updates of its replica, too. */
  boolean isCumulative();

  /** What a handle reads. */
  Object read(C handle);

  /** What it must read at a replica that knows these updates. */
  Object meaning(Set<O> known);
}
