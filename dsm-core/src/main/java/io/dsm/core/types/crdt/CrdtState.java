// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import io.dsm.crdt.CrdtDefinition;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All CRDTs of one collection on this replica. Reads are for any thread and wait-free; {@link
 * #join} belongs to the one writer.
 *
 * @param <S> state of one CRDT
 */
public final class CrdtState<S> {
  private final ConcurrentHashMap<String, S> states = new ConcurrentHashMap<>();
  private final CrdtDefinition<?, S> definition;

  public CrdtState(CrdtDefinition<?, S> definition) {
    this.definition = definition;
  }

  /** The kind of the CRDTs. */
  public CrdtDefinition<?, S> definition() {
    return definition;
  }

  /** The state at a key; the bottom if nobody has updated it. */
  public S at(String key) {
    S state = states.get(key);
    return state == null ? definition.bottom() : state;
  }

  /** Number of keys anyone has updated. */
  public int size() {
    return states.size();
  }

  /** A live view of the keys anyone has updated. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(states.keySet());
  }

  /** All keys and states: weakly consistent, and exact while the writer does nothing else. */
  public Iterator<Map.Entry<String, S>> entries() {
    return states.entrySet().iterator();
  }

  /**
   * Joins a delta or state into a key. Writer only.
   *
   * @return what it did; {@link Joined#changed} is false if everything in it was known
   */
  public Joined<S> join(String key, S delta) {
    S before = at(key);
    S after = definition.join(before, delta);
    boolean changed = after != before && !after.equals(before);
    if (changed) {
      states.put(key, after);
    }
    return new Joined<>(before, changed ? after : before, changed);
  }

  /** What a join did. */
  public record Joined<S>(S before, S after, boolean changed) {}
}
