// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.tree;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Positive numbers by keys; joining takes the greater of each. An absent key stands for 0. */
public final class Maxima<K extends Comparable<K>> {
  private static final Maxima<?> NONE = new Maxima<>(Tree.<String, Long>empty());

  private final Tree<K, Long> numbers;

  private Maxima(Tree<K, Long> numbers) {
    this.numbers = numbers;
  }

  @SuppressWarnings("unchecked") // holds nothing
  public static <K extends Comparable<K>> Maxima<K> none() {
    return (Maxima<K>) NONE;
  }

  public long of(K key) {
    Long number = numbers.get(key);
    return number == null ? 0 : number;
  }

  public boolean isEmpty() {
    return numbers.isEmpty();
  }

  /** Number of keys. */
  public int size() {
    return numbers.size();
  }

  /** The same with a number that is greater than the one at a key. */
  public Maxima<K> with(K key, long number) {
    return number > of(key) ? new Maxima<>(numbers.with(key, number)) : this;
  }

  /** Costs as much as the smaller one; the greater one itself if it has everything. */
  public Maxima<K> join(Maxima<K> other) {
    if (other == this) {
      return this;
    }
    if (size() < other.size()) {
      return other.join(this);
    }
    List<K> keys = new ArrayList<>(other.size());
    other.forEach((key, number) -> keys.add(key));
    Maxima<K> joined = this;
    for (K key : keys) {
      joined = joined.with(key, other.of(key));
    }
    return joined;
  }

  /** Visits all in the order of their keys. */
  public void forEach(BiConsumer<K, Long> visitor) {
    numbers.forEach(visitor);
  }

  /** The sum; stops at {@link Long#MAX_VALUE}. */
  public long sum() {
    long sum = 0;
    for (long number : numbers.values()) {
      sum = sum > Long.MAX_VALUE - number ? Long.MAX_VALUE : sum + number;
    }
    return sum;
  }

  /** Writes all in the order of their keys. */
  public void write(ByteWriter out, BiConsumer<ByteWriter, K> keys) {
    out.writeVarInt(size());
    forEach(
        (key, number) -> {
          keys.accept(out, key);
          out.writeVarLong(number);
        });
  }

  /** Reads what {@link #write} wrote; a key takes one byte at least. */
  public static <K extends Comparable<K>> Maxima<K> read(
      ByteReader in, Function<ByteReader, K> keys) {
    int count = in.readCount(2);
    List<K> read = new ArrayList<>(count);
    List<Long> numbers = new ArrayList<>(count);
    @Nullable K previous = null;
    for (int i = 0; i < count; i++) {
      K key = keys.apply(in);
      long number = in.readVarLong();
      if (number <= 0 || (previous != null && previous.compareTo(key) >= 0)) {
        throw new MalformedBytes("no numbers: that of " + key + " is not positive or out of order");
      }
      read.add(key);
      numbers.add(number);
      previous = key;
    }
    return count == 0 ? none() : new Maxima<>(Tree.ofSorted(read, numbers));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Maxima<?> that && numbers.equals(that.numbers);
  }

  @Override
  public int hashCode() {
    return numbers.hashCode();
  }

  @Override
  public String toString() {
    return numbers.toString();
  }
}
