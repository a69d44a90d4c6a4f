// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.core.codec.ByteReader;
import io.dsm.register.Version;
import java.util.Optional;

/**
 * A kind of causal CRDT, at a key of a collection or inside a map. Pure.
 *
 * @param <C> handle type
 * @param <S> store type
 */
public interface CausalKind<C, S extends DotStore<S>> {

  /** Name and version, equal on all nodes. */
  String name();

  /** What nobody has updated. */
  S nothing();

  /** Reads what the store wrote. */
  S read(ByteReader in, DotCodec dots);

  /** The greatest stamp in a store, if it uses stamps. */
  default Optional<Version> latestStamp(S store) {
    return Optional.empty();
  }

  /** The handle over one cell. Keeps no state of its own. */
  C handle(CausalCell<S> cell);
}
