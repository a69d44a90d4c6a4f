// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import org.jspecify.annotations.Nullable;

/**
 * A store and every dot seen. A delta is one that has seen only its own update and what that
 * supersedes. Immutable.
 */
public record CausalState<S extends DotStore<S>>(CausalContext seen, S store) {

  /** This very object, or the other, if nothing is gained. */
  CausalState<S> join(CausalState<S> other) {
    if (other == this) {
      return this;
    }
    CausalContext both = seen.join(other.seen);
    S joined = store.join(seen, other.store, other.seen);
    return both == seen && (joined == store || joined.equals(store))
        ? this
        : new CausalState<>(both, joined);
  }

  /** Compares the contexts first: they are small, and differ after every update. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof CausalState<?> that
            && seen.equals(that.seen)
            && store.equals(that.store));
  }

  @Override
  public int hashCode() {
    return 31 * seen.hashCode() + store.hashCode();
  }
}
