// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.tree;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A node of a {@link Tree}. Immutable; the empty tree is null. */
final class Node<K extends Comparable<K>, V> {
  final K key;
  final V value;
  final @Nullable Node<K, V> left;
  final @Nullable Node<K, V> right;
  private final int height;
  private final int size;

  Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    this.key = key;
    this.value = value;
    this.left = left;
    this.right = right;
    this.height = 1 + Math.max(height(left), height(right));
    this.size = 1 + size(left) + size(right);
  }

  static int size(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }

  static int height(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.height;
  }

  static <K extends Comparable<K>, V> Node<K, V> with(@Nullable Node<K, V> node, K key, V value) {
    if (node == null) {
      return new Node<>(key, value, null, null);
    }
    int order = key.compareTo(node.key);
    if (order == 0) {
      return node.value == value ? node : new Node<>(node.key, value, node.left, node.right);
    }
    if (order < 0) {
      Node<K, V> left = with(node.left, key, value);
      return left == node.left ? node : balanced(node, left, node.right);
    }
    Node<K, V> right = with(node.right, key, value);
    return right == node.right ? node : balanced(node, node.left, right);
  }

  static <K extends Comparable<K>, V> @Nullable Node<K, V> without(
      @Nullable Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int order = key.compareTo(node.key);
    if (order < 0) {
      Node<K, V> left = without(node.left, key);
      return left == node.left ? node : balanced(node, left, node.right);
    }
    if (order > 0) {
      Node<K, V> right = without(node.right, key);
      return right == node.right ? node : balanced(node, node.left, right);
    }
    if (node.right == null) {
      return node.left;
    }
    Node<K, V> next = node.right;
    while (next.left != null) {
      next = next.left;
    }
    return balanced(next, node.left, without(node.right, next.key));
  }

  /** The entry of {@code node} between two trees whose heights differ by at most two. */
  private static <K extends Comparable<K>, V> Node<K, V> balanced(
      Node<K, V> node, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    int lean = height(left) - height(right);
    if (left != null && lean > 1) {
      Node<K, V> inner = left.right;
      if (inner != null && height(inner) > height(left.left)) {
        return joined(inner, joined(left, left.left, inner.left), joined(node, inner.right, right));
      }
      return joined(left, left.left, joined(node, inner, right));
    }
    if (right != null && lean < -1) {
      Node<K, V> inner = right.left;
      if (inner != null && height(inner) > height(right.right)) {
        return joined(
            inner, joined(node, left, inner.left), joined(right, inner.right, right.right));
      }
      return joined(right, joined(node, left, inner), right.right);
    }
    return joined(node, left, right);
  }

  private static <K extends Comparable<K>, V> Node<K, V> joined(
      Node<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    return new Node<>(entry.key, entry.value, left, right);
  }

  static <K extends Comparable<K>, V> void forEach(
      @Nullable Node<K, V> node, BiConsumer<? super K, ? super V> visitor) {
    for (Node<K, V> next = node; next != null; next = next.right) {
      forEach(next.left, visitor);
      visitor.accept(next.key, next.value);
    }
  }

  static <K extends Comparable<K>, V> void forEachIn(
      @Nullable Node<K, V> node, K after, K upTo, BiConsumer<? super K, ? super V> visitor) {
    if (node == null) {
      return;
    }
    boolean above = node.key.compareTo(after) > 0;
    boolean below = node.key.compareTo(upTo) <= 0;
    if (above) {
      forEachIn(node.left, after, upTo, visitor);
    }
    if (above && below) {
      visitor.accept(node.key, node.value);
    }
    if (below) {
      forEachIn(node.right, after, upTo, visitor);
    }
  }
}
