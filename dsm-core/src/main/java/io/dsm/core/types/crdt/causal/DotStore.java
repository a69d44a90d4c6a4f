// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.core.codec.ByteWriter;
import io.dsm.crdt.Dot;
import java.util.function.Consumer;

/**
 * What a causal CRDT holds beside its context: parts that are named by dots. A dot the context has
 * seen and the store does not hold was superseded. Immutable.
 */
public interface DotStore<S extends DotStore<S>> {

  /** Whether it holds no dots. */
  boolean isEmpty();

  /** Whether a dot is held. */
  boolean holds(Dot dot);

  /** Visits all dots held. */
  void forEachDot(Consumer<Dot> visitor);

  /**
   * What is held by both, and what one holds and the other has not seen. This very object if that
   * is the same.
   */
  S join(CausalContext seenHere, S other, CausalContext seenThere);

  /** About how many bytes it takes. */
  int weight();

  /** Writes it in canonical order; the origins of its dots are known to {@code dots}. */
  void write(ByteWriter out, DotCodec dots);
}
