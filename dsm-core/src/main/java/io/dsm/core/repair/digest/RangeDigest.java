// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair.digest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * A sum over the entries of every range of keys, and the keys. Equal on replicas with equal content
 * and, but for chance, different else. A change costs one addition per level; levels are added as
 * the collection grows, when a narrowest range holds sixteen keys on average. Belongs to the
 * engine.
 */
public final class RangeDigest {

  private static final int KEYS_PER_RANGE = 16;

  private final ToLongFunction<String> share;
  private final List<long[]> sums = new ArrayList<>(List.of(new long[1]));
  private KeyIndex index = new KeyIndex(0);
  private int size;

  /**
   * @param share what the entry at a key adds to the sums now
   */
  public RangeDigest(ToLongFunction<String> share) {
    this.share = share;
  }

  /** The entry at a new key adds that much. */
  public void added(String key, long after) {
    long hash = Hashes.of(key);
    index.add(hash, key);
    add(hash, after);
    size++;
    if (size > KEYS_PER_RANGE * index.buckets() && depth() < Range.BITS_MAX / Range.STEP) {
      deepen();
    }
  }

  /** The entry at a known key adds something else than before. */
  public void replaced(String key, long before, long after) {
    add(Hashes.of(key), after - before);
  }

  /** There is no entry at a key any more. */
  public void forgotten(String key, long before) {
    long hash = Hashes.of(key);
    index.remove(hash, key);
    add(hash, -before);
    size--;
  }

  /** Keys known, tombstones included. */
  public int size() {
    return size;
  }

  /** The sum over all entries. */
  public long root() {
    return sums.getFirst()[0];
  }

  /** Whether this digest tells parts of the range from each other without looking at its keys. */
  public boolean isDivided(Range range) {
    return range.bits() < depth() * Range.STEP;
  }

  /** The sum over the entries of a range. */
  public long sum(Range range) {
    int level = range.bits() / Range.STEP;
    if (level <= depth()) {
      return sums.get(level)[range.prefix()];
    }
    long[] sum = {0};
    forEach(range, key -> sum[0] += share.applyAsLong(key));
    return sum[0];
  }

  /** Every key of a range, in no order. */
  public void forEach(Range range, Consumer<String> action) {
    int last = index.bucket(range.last());
    for (int bucket = index.bucket(range.first()); bucket <= last; bucket++) {
      index.forEach(
          bucket,
          key -> {
            if (range.contains(Hashes.of(key))) {
              action.accept(key);
            }
          });
    }
  }

  /** Every key of a range that has a suffix: one, but for chance. */
  public List<String> keys(Range range, int suffix) {
    List<String> keys = new ArrayList<>(1);
    forEach(
        Range.around(range.hash(suffix), Range.BITS_MAX),
        key -> {
          long hash = Hashes.of(key);
          if (range.contains(hash) && range.suffix(hash) == suffix) {
            keys.add(key);
          }
        });
    return keys;
  }

  /**
   * Keys in the order of their hashes as unsigned numbers.
   *
   * @param from the least hash wanted
   * @param through the greatest one
   * @param enough asked before each further bucket
   * @return the keys of whole buckets, until it was enough
   */
  public List<String> inOrder(long from, long through, Enough enough) {
    List<String> keys = new ArrayList<>();
    int last = index.bucket(through);
    for (int bucket = index.bucket(from); bucket <= last && !enough.isReached(keys); bucket++) {
      List<String> some = new ArrayList<>();
      index.forEach(
          bucket,
          key -> {
            long hash = Hashes.of(key);
            if (Long.compareUnsigned(hash, from) >= 0 && Long.compareUnsigned(hash, through) <= 0) {
              some.add(key);
            }
          });
      some.sort(Comparator.comparingLong(key -> Hashes.of(key) + Long.MIN_VALUE));
      keys.addAll(some);
    }
    return keys;
  }

  /** When to stop. */
  @FunctionalInterface
  public interface Enough {
    boolean isReached(List<String> keys);
  }

  private int depth() {
    return sums.size() - 1;
  }

  private void add(long hash, long difference) {
    for (int level = 0; level < sums.size(); level++) {
      int place = level == 0 ? 0 : (int) (hash >>> (Long.SIZE - level * Range.STEP));
      sums.get(level)[place] += difference;
    }
  }

  private void deepen() {
    int bits = (depth() + 1) * Range.STEP;
    long[] level = new long[1 << bits];
    KeyIndex narrower = new KeyIndex(bits);
    for (int bucket = 0; bucket < index.buckets(); bucket++) {
      index.forEach(
          bucket,
          key -> {
            long hash = Hashes.of(key);
            narrower.add(hash, key);
            level[(int) (hash >>> (Long.SIZE - bits))] += share.applyAsLong(key);
          });
    }
    index = narrower;
    sums.add(level);
  }
}
