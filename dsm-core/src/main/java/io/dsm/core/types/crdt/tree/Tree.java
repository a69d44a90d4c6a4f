// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable ordered map as a height-balanced tree (Adelson-Velsky and Landis, 1962). Reading and
 * updating is O(log n); an update shares all but one path with the version before. Equality is by
 * content.
 */
public final class Tree<K extends Comparable<K>, V> {
  private static final Tree<?, ?> EMPTY = new Tree<>(null);

  private final @Nullable Node<K, V> root;

  private Tree(@Nullable Node<K, V> root) {
    this.root = root;
  }

  @SuppressWarnings("unchecked") // holds nothing
  public static <K extends Comparable<K>, V> Tree<K, V> empty() {
    return (Tree<K, V>) EMPTY;
  }

  /** Of parallel lists, keys in strictly ascending order, in O(n). */
  public static <K extends Comparable<K>, V> Tree<K, V> ofSorted(List<K> keys, List<V> values) {
    return keys.isEmpty() ? empty() : new Tree<>(built(keys, values, 0, keys.size()));
  }

  private static <K extends Comparable<K>, V> @Nullable Node<K, V> built(
      List<K> keys, List<V> values, int from, int to) {
    if (from == to) {
      return null;
    }
    int middle = (from + to) >>> 1;
    return new Node<>(
        keys.get(middle),
        values.get(middle),
        built(keys, values, from, middle),
        built(keys, values, middle + 1, to));
  }

  public int size() {
    return Node.size(root);
  }

  /** Steps from the root to the deepest entry. */
  int depth() {
    return Node.height(root);
  }

  public boolean isEmpty() {
    return root == null;
  }

  public @Nullable V get(K key) {
    Node<K, V> node = root;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return node.value;
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  public boolean contains(K key) {
    return get(key) != null;
  }

  /** The same with another value at a key. */
  public Tree<K, V> with(K key, V value) {
    Node<K, V> changed = Node.with(root, key, value);
    return changed == root ? this : new Tree<>(changed);
  }

  /** The same without a key. */
  public Tree<K, V> without(K key) {
    Node<K, V> changed = Node.without(root, key);
    return changed == root ? this : changed == null ? empty() : new Tree<>(changed);
  }

  /** Visits all entries in the order of their keys. */
  public void forEach(BiConsumer<? super K, ? super V> visitor) {
    Node.forEach(root, visitor);
  }

  /** Visits the entries with keys above {@code after} and not above {@code upTo}, in order. */
  public void forEachIn(K after, K upTo, BiConsumer<? super K, ? super V> visitor) {
    Node.forEachIn(root, after, upTo, visitor);
  }

  /** The keys in their order. */
  public List<K> keys() {
    List<K> keys = new ArrayList<>(size());
    forEach((key, value) -> keys.add(key));
    return keys;
  }

  /** The values in the order of their keys. */
  public List<V> values() {
    List<V> values = new ArrayList<>(size());
    forEach((key, value) -> values.add(value));
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tree<?, ?> that
        && (root == that.root
            || (size() == that.size()
                && keys().equals(that.keys())
                && values().equals(that.values())));
  }

  @Override
  public int hashCode() {
    return 31 * keys().hashCode() + values().hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach((key, value) -> text.append(key).append('=').append(value).append(' '));
    return text.append('}').toString();
  }
}
