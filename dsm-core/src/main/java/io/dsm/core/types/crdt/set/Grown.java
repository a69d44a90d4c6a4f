// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.set;

import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.tree.Tree;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements in the order of their bytes. Immutable. */
public final class Grown {
  static final Grown BOTTOM = new Grown(Tree.empty(), 0);

  private final Tree<Element, Boolean> tree;
  private final long weight;

  private Grown(Tree<Element, Boolean> tree, long weight) {
    this.tree = tree;
    this.weight = weight;
  }

  /** Of elements in their order. */
  static Grown of(List<Element> elements) {
    return elements.isEmpty()
        ? BOTTOM
        : new Grown(
            Tree.ofSorted(elements, Collections.nCopies(elements.size(), true)),
            elements.stream().mapToLong(Element::weight).sum());
  }

  boolean contains(Element element) {
    return tree.contains(element);
  }

  List<Element> elements() {
    return tree.keys();
  }

  int size() {
    return tree.size();
  }

  long weight() {
    return weight;
  }

  /** Costs as much as the smaller one. */
  Grown join(Grown other) {
    if (size() < other.size()) {
      return other.join(this);
    }
    Tree<Element, Boolean> joined = tree;
    long joinedWeight = weight;
    for (Element element : other.elements()) {
      if (!tree.contains(element)) {
        joined = joined.with(element, true);
        joinedWeight += element.weight();
      }
    }
    return joined == tree ? this : new Grown(joined, joinedWeight);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Grown that && tree.equals(that.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  @Override
  public String toString() {
    return tree.keys().toString();
  }
}
