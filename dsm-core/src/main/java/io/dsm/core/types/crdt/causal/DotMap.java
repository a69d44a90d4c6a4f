// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.crdt.Dot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Few dots in their order, each with a value: the store of flags, registers and counters. */
public final class DotMap<V> implements DotStore<DotMap<V>> {
  private static final int BYTES_OF_A_DOT = 8;

  private final DotValue<V> rule;
  private final List<Dot> dots;
  private final List<V> values;

  private DotMap(DotValue<V> rule, List<Dot> dots, List<V> values) {
    this.rule = rule;
    this.dots = dots;
    this.values = values;
  }

  public static <V> DotMap<V> empty(DotValue<V> rule) {
    return new DotMap<>(rule, List.of(), List.of());
  }

  /** The same with one dot only. */
  public DotMap<V> only(Dot dot, V value) {
    return new DotMap<>(rule, List.of(dot), List.of(value));
  }

  /** The same with one dot more, which is above all others of its origin. */
  public DotMap<V> with(Dot dot, V value) {
    DotMap<V> more = only(dot, value);
    return isEmpty() ? more : merged(CausalContext.EMPTY, more, CausalContext.EMPTY);
  }

  public List<Dot> dots() {
    return dots;
  }

  /** The values in the order of their dots. */
  public List<V> values() {
    return values;
  }

  /** Dots of one origin, in their order. */
  public List<Dot> of(Member origin) {
    if (dots.isEmpty()) {
      return dots;
    }
    List<Dot> own = new ArrayList<>(dots.size());
    for (Dot dot : dots) {
      if (dot.origin().equals(origin)) {
        own.add(dot);
      }
    }
    return own;
  }

  public void forEach(BiConsumer<Dot, V> visitor) {
    for (int i = 0; i < dots.size(); i++) {
      visitor.accept(dots.get(i), values.get(i));
    }
  }

  @Override
  public boolean isEmpty() {
    return dots.isEmpty();
  }

  @Override
  public boolean holds(Dot dot) {
    return dots.contains(dot);
  }

  @Override
  public void forEachDot(Consumer<Dot> visitor) {
    dots.forEach(visitor);
  }

  @Override
  public DotMap<V> join(CausalContext seenHere, DotMap<V> other, CausalContext seenThere) {
    DotMap<V> joined = merged(seenHere, other, seenThere);
    return joined.equals(this) ? this : joined;
  }

  private DotMap<V> merged(CausalContext seenHere, DotMap<V> other, CausalContext seenThere) {
    int most = dots.size() + other.dots.size();
    DotMap<V> joined = new DotMap<>(rule, new ArrayList<>(most), new ArrayList<>(most));
    int mine = 0;
    int theirs = 0;
    while (mine < dots.size() || theirs < other.dots.size()) {
      int order =
          mine == dots.size()
              ? 1
              : theirs == other.dots.size() ? -1 : dots.get(mine).compareTo(other.dots.get(theirs));
      if (order == 0) {
        V both = rule.join(values.get(mine), other.values.get(theirs));
        joined.append(dots.get(mine++), both);
        theirs++;
      } else if (order < 0) {
        joined.appendUnseen(this, mine++, seenThere);
      } else {
        joined.appendUnseen(other, theirs++, seenHere);
      }
    }
    return joined;
  }

  private void appendUnseen(DotMap<V> source, int index, CausalContext seen) {
    if (!seen.covers(source.dots.get(index))) {
      append(source.dots.get(index), source.values.get(index));
    }
  }

  private void append(Dot dot, V value) {
    dots.add(dot);
    values.add(value);
  }

  @Override
  public int weight() {
    int weight = BYTES_OF_A_DOT * dots.size();
    for (V value : values) {
      weight += rule.weight(value);
    }
    return weight;
  }

  @Override
  public void write(ByteWriter out, DotCodec codec) {
    out.writeVarInt(dots.size());
    for (int i = 0; i < dots.size(); i++) {
      codec.write(out, dots.get(i));
      rule.write(out, values.get(i));
    }
  }

  /** Reads a store with the rule of this one. */
  public DotMap<V> read(ByteReader in, DotCodec codec) {
    int count = in.readCount(2);
    DotMap<V> read = new DotMap<>(rule, new ArrayList<>(count), new ArrayList<>(count));
    @Nullable Dot previous = null;
    for (int i = 0; i < count; i++) {
      Dot dot = codec.read(in);
      if (previous != null && previous.compareTo(dot) >= 0) {
        throw new MalformedBytes("no dots: " + dot + " is out of order");
      }
      read.append(dot, rule.read(in));
      previous = dot;
    }
    return read;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DotMap<?> that && dots.equals(that.dots) && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return 31 * dots.hashCode() + values.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    forEach((dot, value) -> text.append(dot).append(':').append(value).append(' '));
    return text.toString();
  }
}
