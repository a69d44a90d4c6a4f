// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import io.dsm.DsmException;
import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.core.types.crdt.tree.Tree;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.TopK;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The top-k an application sees. */
record TopKHandle<E>(CrdtCell<Slots> cell, ElementCodec<E> codec, int capacity) implements TopK<E> {

  @Override
  public void add(E element, long times) {
    if (times < 1) {
      throw new DsmException.Rejected(
          "an element cannot be counted " + times + " times; nothing was counted; pass 1 or more");
    }
    Element counted = codec.element(element);
    cell.update(
        (current, dot) -> {
          Tree<Integer, Slot> own = current.of(dot.origin());
          int index = indexFor(own, counted);
          Slot slot = own.get(index);
          long before = slot == null ? 0 : slot.count();
          long error =
              slot == null ? 0 : slot.element().equals(counted) ? slot.error() : slot.count();
          return Slots.of(dot.origin(), index, new Slot(sum(before, times), error, counted));
        });
  }

  /** The slot of the element, else a new one, else the one with the least count. */
  private int indexFor(Tree<Integer, Slot> own, Element element) {
    int least = -1;
    long count = Long.MAX_VALUE;
    List<Integer> indexes = own.keys();
    List<Slot> slots = own.values();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).element().equals(element)) {
        return indexes.get(i);
      }
      if (least < 0 || slots.get(i).count() < count) {
        least = indexes.get(i);
        count = slots.get(i).count();
      }
    }
    return slots.size() < capacity ? slots.size() : least;
  }

  private static long sum(long before, long times) {
    if (before > Long.MAX_VALUE - times) {
      throw new DsmException.Rejected(
          "a count of " + before + " cannot grow by " + times + "; nothing was counted");
    }
    return before + times;
  }

  @Override
  public List<Hit<E>> top(int k) {
    List<Hit<E>> hits = new ArrayList<>();
    Bounds bounds = bounds();
    bounds.atMost.entrySet().stream()
        .sorted(
            Map.Entry.<Element, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(Math.max(0, k))
        .forEach(
            entry -> {
              E element = codec.value(entry.getKey());
              Long atLeast = bounds.atLeast.get(entry.getKey());
              if (element != null && atLeast != null) {
                hits.add(new Hit<>(element, atLeast, entry.getValue()));
              }
            });
    return List.copyOf(hits);
  }

  @Override
  public long total() {
    long[] total = {0};
    cell.state()
        .forEach(
            (member, slots) ->
                slots.forEach(
                    (index, slot) -> total[0] = Buckets.saturated(total[0], slot.count())));
    return total[0];
  }

  /**
   * Of a member whose slots are all taken, an element it does not list may have the least count.
   */
  private Bounds bounds() {
    Bounds bounds = new Bounds(new TreeMap<>(), new TreeMap<>());
    long[] unlisted = {0};
    cell.state()
        .forEach(
            (member, slots) -> {
              long floor =
                  slots.size() < capacity
                      ? 0
                      : slots.values().stream().mapToLong(Slot::count).min().orElse(0);
              unlisted[0] = Buckets.saturated(unlisted[0], floor);
              slots.forEach((index, slot) -> bounds.count(slot, floor));
            });
    bounds.atMost.replaceAll((element, count) -> Buckets.saturated(count, unlisted[0]));
    return bounds;
  }

  /** What is known of each element; of {@code atMost}, beyond what it may have unlisted. */
  private record Bounds(TreeMap<Element, Long> atLeast, TreeMap<Element, Long> atMost) {
    void count(Slot slot, long floor) {
      atLeast.merge(slot.element(), slot.count() - slot.error(), Buckets::saturated);
      atMost.merge(slot.element(), slot.count() - floor, Buckets::saturated);
    }
  }
}
