// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import io.dsm.crdt.Dot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Elements with the dots that added them, and every dot seen. A dot that is seen here but stands at
 * no element was removed: that is all that is left of it. Immutable; a delta is a state that has
 * seen only its own update.
 */
public final class AddWinsSetState<E> {
  private final Map<Element<E>, List<Dot>> entries;
  private final CausalContext context;

  /** Takes over {@code entries}: dots sorted, at least one each, all of them in {@code context}. */
  AddWinsSetState(Map<Element<E>, List<Dot>> entries, CausalContext context) {
    this.entries = entries;
    this.context = context;
  }

  static <E> AddWinsSetState<E> bottom() {
    return new AddWinsSetState<>(Map.of(), CausalContext.EMPTY);
  }

  boolean contains(Element<E> element) {
    return entries.containsKey(element);
  }

  Set<Element<E>> elements() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  Map<Element<E>, List<Dot>> entries() {
    return Collections.unmodifiableMap(entries);
  }

  CausalContext context() {
    return context;
  }

  /**
   * The delta that adds an element, or renews it so that removals under way lose.
   *
   * <p>It replaces the dots of its own origin only. Deltas of one origin arrive in order, those of
   * different origins do not: were another's dot replaced here, whoever removes the element after
   * seeing only the new dot could not take the old one from a replica that never hears of this.
   */
  AddWinsSetState<E> added(Element<E> element, Dot dot) {
    CausalContext seen = CausalContext.issued(context, dot);
    for (Dot present : entries.getOrDefault(element, List.of())) {
      if (present.origin().equals(dot.origin())) {
        seen = seen.with(present);
      }
    }
    return new AddWinsSetState<>(Map.of(element, List.of(dot)), seen);
  }

  /** The delta that removes the additions seen here; this state itself if there are none. */
  AddWinsSetState<E> removed(Element<E> element) {
    List<Dot> dots = entries.get(element);
    if (dots == null) {
      return this;
    }
    CausalContext seen = CausalContext.EMPTY;
    for (Dot dot : dots) {
      seen = seen.with(dot);
    }
    return new AddWinsSetState<>(Map.of(), seen);
  }

  /** A dot survives if both sides have it, or if the side that lacks it has never seen it. */
  AddWinsSetState<E> join(AddWinsSetState<E> other) {
    if (other == this) {
      return this;
    }
    Map<Element<E>, List<Dot>> joined = HashMap.newHashMap(entries.size() + other.entries.size());
    entries.forEach(
        (element, dots) -> {
          List<Dot> theirs = other.entries.getOrDefault(element, List.of());
          List<Dot> survivors = survivors(dots, theirs, other.context, context);
          if (!survivors.isEmpty()) {
            joined.put(element, survivors);
          }
        });
    other.entries.forEach(
        (element, dots) -> {
          if (!entries.containsKey(element)) {
            List<Dot> survivors = survivors(dots, List.of(), context, other.context);
            if (!survivors.isEmpty()) {
              joined.put(element, survivors);
            }
          }
        });
    return new AddWinsSetState<>(joined, context.join(other.context));
  }

  private static List<Dot> survivors(
      List<Dot> mine, List<Dot> theirs, CausalContext seenThere, CausalContext seenHere) {
    if (theirs.isEmpty() && mine.size() == 1) {
      return seenThere.covers(mine.getFirst()) ? List.of() : mine;
    }
    List<Dot> survivors = new ArrayList<>(mine.size() + theirs.size());
    for (Dot dot : mine) {
      if (theirs.contains(dot) || !seenThere.covers(dot)) {
        survivors.add(dot);
      }
    }
    for (Dot dot : theirs) {
      if (!seenHere.covers(dot)) {
        survivors.add(dot);
      }
    }
    Collections.sort(survivors);
    return List.copyOf(survivors);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AddWinsSetState<?> that
        && entries.equals(that.entries)
        && context.equals(that.context);
  }

  @Override
  public int hashCode() {
    return 31 * entries.hashCode() + context.hashCode();
  }

  @Override
  public String toString() {
    return entries + " of " + context;
  }
}
