// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair.digest;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a collection by their hashes, in as many buckets as the narrowest ranges now in use.
 * A bucket is nothing, a key, or an array of keys: about six bytes an entry at a million.
 */
final class KeyIndex {

  private final int bits;
  private final @Nullable Object[] buckets;

  KeyIndex(int bits) {
    this.bits = bits;
    this.buckets = new Object[1 << bits];
  }

  void add(long hash, String key) {
    int number = bucket(hash);
    Object bucket = buckets[number];
    if (bucket == null) {
      buckets[number] = key;
    } else if (bucket instanceof String single) {
      buckets[number] = new String[] {single, key, null, null};
    } else {
      @Nullable String[] keys = (String[]) bucket;
      int count = count(keys);
      if (count == keys.length) {
        keys = Arrays.copyOf(keys, count + 2 + count / 4);
        buckets[number] = keys;
      }
      keys[count] = key;
    }
  }

  void remove(long hash, String key) {
    int number = bucket(hash);
    Object bucket = buckets[number];
    if (bucket instanceof String single) {
      buckets[number] = single.equals(key) ? null : single;
    } else if (bucket != null) {
      @Nullable String[] keys = (String[]) bucket;
      int last = count(keys) - 1;
      for (int i = 0; i <= last; i++) {
        if (key.equals(keys[i])) {
          keys[i] = keys[last];
          keys[last] = null;
          break;
        }
      }
      if (keys[0] == null) {
        buckets[number] = null;
      }
    }
  }

  /** Keys of one bucket and of no other. */
  void forEach(int number, Consumer<String> action) {
    Object bucket = buckets[number];
    if (bucket instanceof String single) {
      action.accept(single);
    } else if (bucket != null) {
      for (String key : (@Nullable String[]) bucket) {
        if (key == null) {
          break;
        }
        action.accept(key);
      }
    }
  }

  int bucket(long hash) {
    return bits == 0 ? 0 : (int) (hash >>> (Long.SIZE - bits));
  }

  int buckets() {
    return buckets.length;
  }

  /** Keys of an array lie at its beginning. */
  private static int count(@Nullable String[] keys) {
    int count = keys.length;
    while (count > 0 && keys[count - 1] == null) {
      count--;
    }
    return count;
  }
}
