// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.types.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeTest {

  @Test
  void itIsASortedMapWhoseOldVersionsStay() {
    Seeded.run(2_000, TreeTest::check);
  }

  private static void check(Random random) {
    TreeMap<Integer, Integer> model = new TreeMap<>();
    Tree<Integer, Integer> tree = Tree.empty();
    for (int i = 0; i < 60; i++) {
      Tree<Integer, Integer> before = tree;
      TreeMap<Integer, Integer> modelBefore = new TreeMap<>(model);
      int key = random.nextInt(40);
      if (random.nextInt(3) == 0) {
        model.remove(key);
        tree = tree.without(key);
      } else {
        model.put(key, i);
        tree = tree.with(key, i);
      }
      assertThat(tree.keys()).isEqualTo(List.copyOf(model.keySet()));
      assertThat(tree.values()).isEqualTo(List.copyOf(model.values()));
      assertThat(before.values()).isEqualTo(List.copyOf(modelBefore.values()));
      assertThat(tree).isEqualTo(Tree.ofSorted(tree.keys(), tree.values()));
      assertThat(tree.get(key)).isEqualTo(model.get(key));
    }
    checkRange(random, model, tree);
  }

  private static void checkRange(
      Random random, TreeMap<Integer, Integer> model, Tree<Integer, Integer> tree) {
    int after = random.nextInt(40);
    int upTo = after + random.nextInt(20);
    List<Integer> range = new ArrayList<>();
    tree.forEachIn(after, upTo, (key, value) -> range.add(key));
    assertThat(range).isEqualTo(List.copyOf(model.subMap(after, false, upTo, true).keySet()));
  }

  @Test
  void ascendingKeysMakeNoDeepTree() {
    Tree<Integer, Integer> tree = Tree.empty();
    for (int i = 0; i < 100_000; i++) {
      tree = tree.with(i, i);
    }
    assertThat(tree.size()).isEqualTo(100_000);
    assertThat(tree.depth()).isLessThan(26);
  }
}
