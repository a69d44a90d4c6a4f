// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.core.types.crdt.tree.Tree;
import io.dsm.crdt.Dot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores by keys that share one context, and where each dot is: the store of sets and maps. Joining
 * a delta costs as much as the delta, and not as the whole.
 */
public final class Keyed<S extends DotStore<S>> implements DotStore<Keyed<S>> {
  private final S nothing;
  private final Tree<Element, S> entries;
  private final Tree<Member, Tree<Long, Element>> places;
  private final int weight;

  private Keyed(
      S nothing, Tree<Element, S> entries, Tree<Member, Tree<Long, Element>> places, int weight) {
    this.nothing = nothing;
    this.entries = entries;
    this.places = places;
    this.weight = weight;
  }

  /** An empty one whose keys hold {@code nothing} at first. */
  public static <S extends DotStore<S>> Keyed<S> empty(S nothing) {
    return new Keyed<>(nothing, Tree.empty(), Tree.empty(), 0);
  }

  /** One that holds nothing. */
  public Keyed<S> none() {
    return empty(nothing);
  }

  /** One that holds a store at one key and nothing else. */
  public Keyed<S> only(Element key, S store) {
    Edit edit = empty(nothing).new Edit();
    edit.put(key, null, store);
    store.forEachDot(dot -> edit.place(dot, key));
    return edit.done();
  }

  /** What stands at a key. */
  public S at(Element key) {
    S store = entries.get(key);
    return store == null ? nothing : store;
  }

  public boolean contains(Element key) {
    return entries.contains(key);
  }

  /** Number of keys with anything at them. */
  public int size() {
    return entries.size();
  }

  /** All keys with what stands at them, in the order of their bytes. */
  public Tree<Element, S> entries() {
    return entries;
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public boolean holds(Dot dot) {
    return place(dot) != null;
  }

  private @Nullable Element place(Dot dot) {
    Tree<Long, Element> own = places.get(dot.origin());
    return own == null ? null : own.get(dot.counter());
  }

  @Override
  public void forEachDot(Consumer<Dot> visitor) {
    places.forEach(
        (origin, own) -> own.forEach((counter, key) -> visitor.accept(new Dot(origin, counter))));
  }

  @Override
  public int weight() {
    return weight;
  }

  @Override
  public Keyed<S> join(CausalContext seenHere, Keyed<S> other, CausalContext seenThere) {
    return entries.size() >= other.entries.size()
        ? absorbed(seenHere, other, seenThere)
        : other.absorbed(seenThere, this, seenHere);
  }

  /** Costs as much as the other one and what it supersedes. */
  private Keyed<S> absorbed(CausalContext seenHere, Keyed<S> other, CausalContext seenThere) {
    Edit edit = new Edit();
    other.entries.forEach(
        (key, theirs) -> {
          S mine = entries.get(key);
          edit.put(key, mine, (mine == null ? nothing : mine).join(seenHere, theirs, seenThere));
        });
    List<Dot> superseded = new ArrayList<>();
    Set<Element> lost = new HashSet<>();
    seenThere.forEachInterval(
        (origin, after, upTo) -> {
          Tree<Long, Element> own = places.get(origin);
          if (own != null) {
            own.forEachIn(
                after,
                upTo,
                (counter, key) -> {
                  if (other.place(new Dot(origin, counter)) == null) {
                    superseded.add(new Dot(origin, counter));
                    if (!other.entries.contains(key)) {
                      lost.add(key);
                    }
                  }
                });
          }
        });
    for (Element key : lost) {
      S mine = at(key);
      edit.put(key, mine, mine.join(seenHere, nothing, seenThere));
    }
    superseded.forEach(edit::unplace);
    other.places.forEach(
        (origin, theirs) ->
            theirs.forEach(
                (counter, key) -> {
                  Dot dot = new Dot(origin, counter);
                  if (place(dot) == null && !seenHere.covers(dot)) {
                    edit.place(dot, key);
                  }
                }));
    return edit.done();
  }

  @Override
  public void write(ByteWriter out, DotCodec dots) {
    out.writeVarInt(entries.size());
    entries.forEach(
        (key, store) -> {
          out.writeBytes(key.bytes());
          store.write(out, dots);
        });
  }

  /** Reads one whose keys hold what {@code stores} reads. */
  public Keyed<S> read(ByteReader in, DotCodec dots, StoreReader<S> stores) {
    int count = in.readCount(4);
    Edit edit = empty(nothing).new Edit();
    Element previous = null;
    for (int i = 0; i < count; i++) {
      Element key = ElementCodec.readAbove(previous, in);
      S store = stores.read(in, dots);
      if (store.isEmpty()) {
        throw new MalformedBytes("no entries: one without dots");
      }
      edit.put(key, null, store);
      store.forEachDot(dot -> edit.placeNew(dot, key));
      previous = key;
    }
    return edit.done();
  }

  /** Reads a store. */
  @FunctionalInterface
  public interface StoreReader<S> {
    S read(ByteReader in, DotCodec dots);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Keyed<?> that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }

  /** A changed version under way. */
  private final class Edit {
    private Tree<Element, S> newEntries = entries;
    private Tree<Member, Tree<Long, Element>> newPlaces = places;
    private int newWeight = weight;

    void put(Element key, @Nullable S before, S after) {
      if (after == before || (before == null && after.isEmpty())) {
        return;
      }
      newWeight += after.isEmpty() ? -key.weight() : before == null ? key.weight() : 0;
      newWeight += after.weight() - (before == null ? 0 : before.weight());
      newEntries = after.isEmpty() ? newEntries.without(key) : newEntries.with(key, after);
    }

    void place(Dot dot, Element key) {
      Tree<Long, Element> own = newPlaces.get(dot.origin());
      newPlaces =
          newPlaces.with(
              dot.origin(),
              (own == null ? Tree.<Long, Element>empty() : own).with(dot.counter(), key));
    }

    void placeNew(Dot dot, Element key) {
      Tree<Long, Element> own = newPlaces.get(dot.origin());
      if (own != null && own.contains(dot.counter())) {
        throw new MalformedBytes("no entries: " + dot + " stands at two keys");
      }
      place(dot, key);
    }

    void unplace(Dot dot) {
      Tree<Long, Element> own = newPlaces.get(dot.origin());
      if (own != null) {
        Tree<Long, Element> rest = own.without(dot.counter());
        newPlaces =
            rest.isEmpty() ? newPlaces.without(dot.origin()) : newPlaces.with(dot.origin(), rest);
      }
    }

    Keyed<S> done() {
      return newEntries == entries && newPlaces == places
          ? Keyed.this
          : new Keyed<>(nothing, newEntries, newPlaces, newWeight);
    }
  }
}
