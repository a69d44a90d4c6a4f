// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.crdt.CrdtDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A kind of CRDT beside its plain meaning: what the set of updates known at a replica adds up to,
 * with no dots, contexts, trees or joins.
 */
public interface Specification<C, S> {

  String name();

  CrdtDefinition<C, S> definition();

  /** Carries out an update; returns its answer if there is one to be checked. */
  @Nullable Object act(C handle, Op op);

  /** Which updates {@code op} supersedes at a replica that knows {@code past}. */
  default long superseded(Op op, Past past) {
    return 0;
  }

  /** Whether the delta of {@code op} carries an earlier update of the same origin, too. */
  default boolean carries(Op op, Op earlier) {
    return false;
  }

  /** What an update must answer. */
  default @Nullable Object answer(Op op, Past past) {
    return null;
  }

  /** What a handle reads. */
  Object read(C handle);

  /** What it must read at a replica that knows these updates. */
  Object meaning(Past past);

  /** Whether the two agree; sketches are allowed their error. */
  default boolean agree(Object read, Object meaning) {
    return read.equals(meaning);
  }
}
