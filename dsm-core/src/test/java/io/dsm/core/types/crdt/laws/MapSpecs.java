// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtSpec.Kind;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.EnableWinsFlag;
import io.dsm.crdt.LwwMap;
import io.dsm.crdt.MvRegister;
import io.dsm.crdt.ObservedRemoveMap;
import io.dsm.crdt.PnCounter;
import io.dsm.crdt.RemoveWinsSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What maps mean: the removal of a key supersedes all updates of its value known. */
final class MapSpecs {
  private MapSpecs() {}

  private static boolean isRemoval(Op op) {
    return op.isVerb(3, 4);
  }

  /** A map of any value; keys are present while updates of their values are alive. */
  private abstract static class Mapping<C> extends Spec<ObservedRemoveMap<String, C>> {
    Mapping(String name, Kind<C> values) {
      super("map of " + name, Crdts.observedRemoveMap(String.class, values));
    }

    abstract void updateValue(C handle, Op op);

    abstract Object readValue(C handle);

    /** What the updates of one key that are alive add up to; there is one at least. */
    abstract Object meaningOf(List<Op> alive);

    /** Whether an update of a value supersedes another one of it that is alive. */
    abstract boolean supersedes(Op op, Op seen);

    /** Whether an update leaves a trace in the value. */
    boolean isNamed(Op op) {
      return !isRemoval(op);
    }

    @Override
    public final Boolean act(ObservedRemoveMap<String, C> handle, Op op) {
      if (isRemoval(op)) {
        return handle.remove(op.keyText());
      }
      updateValue(handle.at(op.keyText()), op);
      return true;
    }

    @Override
    public final Boolean answer(Op op, Past past) {
      return !isRemoval(op) || past.aliveBits(seen -> isNamed(seen) && seen.sameKey(op)) != 0;
    }

    @Override
    public final long superseded(Op op, Past past) {
      return past.aliveBits(
          seen -> seen.sameKey(op) && isNamed(seen) && (isRemoval(op) || supersedes(op, seen)));
    }

    @Override
    public final Object read(ObservedRemoveMap<String, C> handle) {
      Map<String, Object> content = new TreeMap<>();
      handle.keys().forEach(key -> content.put(key, readValue(handle.at(key))));
      return content;
    }

    @Override
    public final Object meaning(Past past) {
      Map<String, List<Op>> byKey =
          past.alive().stream()
              .filter(this::isNamed)
              .collect(Collectors.groupingBy(Op::keyText, TreeMap::new, Collectors.toList()));
      Map<String, Object> content = new TreeMap<>();
      byKey.forEach((key, ops) -> content.put(key, meaningOf(ops)));
      return content;
    }
  }

  static final class OfCounters extends Mapping<PnCounter> {
    OfCounters() {
      super("pn-counter", Crdts.pnCounter());
    }

    @Override
    void updateValue(PnCounter handle, Op op) {
      handle.add(op.amount);
    }

    @Override
    Object readValue(PnCounter handle) {
      return handle.value();
    }

    @Override
    Object meaningOf(List<Op> alive) {
      return alive.stream().mapToLong(op -> op.amount).sum();
    }

    @Override
    boolean supersedes(Op op, Op seen) {
      return false;
    }
  }

  static final class OfAddWinsSets extends Mapping<AddWinsSet<String>> {
    OfAddWinsSets() {
      super("add-wins-set", Crdts.addWinsSet(String.class));
    }

    private static boolean isAddition(Op op) {
      return op.isVerb(0, 4) || op.isVerb(1, 4);
    }

    @Override
    boolean isNamed(Op op) {
      return isAddition(op);
    }

    @Override
    void updateValue(AddWinsSet<String> handle, Op op) {
      if (isAddition(op)) {
        handle.add(op.text());
      } else {
        handle.remove(op.text());
      }
    }

    @Override
    Object readValue(AddWinsSet<String> handle) {
      return handle.elements();
    }

    @Override
    Object meaningOf(List<Op> alive) {
      return alive.stream().map(Op::text).collect(Collectors.toSet());
    }

    @Override
    boolean supersedes(Op op, Op seen) {
      return seen.sameElement(op) && (!isAddition(op) || seen.sameOrigin(op));
    }
  }

  static final class OfRemoveWinsSets extends Mapping<RemoveWinsSet<String>> {
    OfRemoveWinsSets() {
      super("remove-wins-set", Crdts.removeWinsSet(String.class));
    }

    private static boolean isAddition(Op op) {
      return op.isVerb(0, 4) || op.isVerb(1, 4);
    }

    @Override
    void updateValue(RemoveWinsSet<String> handle, Op op) {
      if (isAddition(op)) {
        handle.add(op.text());
      } else {
        handle.remove(op.text());
      }
    }

    @Override
    Object readValue(RemoveWinsSet<String> handle) {
      return handle.elements();
    }

    @Override
    Object meaningOf(List<Op> alive) {
      return alive.stream()
          .filter(
              op -> alive.stream().filter(op::sameElement).allMatch(OfRemoveWinsSets::isAddition))
          .map(Op::text)
          .collect(Collectors.toSet());
    }

    @Override
    boolean supersedes(Op op, Op seen) {
      return seen.sameElement(op) && (isAddition(seen) != isAddition(op) || seen.sameOrigin(op));
    }
  }

  static final class OfFlags extends Mapping<EnableWinsFlag> {
    OfFlags() {
      super("enable-wins-flag", Crdts.enableWinsFlag());
    }

    @Override
    boolean isNamed(Op op) {
      return op.isVerb(0, 4) || op.isVerb(1, 4);
    }

    @Override
    void updateValue(EnableWinsFlag handle, Op op) {
      if (isNamed(op)) {
        handle.enable();
      } else {
        handle.disable();
      }
    }

    @Override
    Object readValue(EnableWinsFlag handle) {
      return handle.isEnabled();
    }

    @Override
    Object meaningOf(List<Op> alive) {
      return true;
    }

    @Override
    boolean supersedes(Op op, Op seen) {
      return !isNamed(op) || seen.sameOrigin(op);
    }
  }

  static final class OfMultiValueRegisters extends Mapping<MvRegister<String>> {
    OfMultiValueRegisters() {
      super("mv-register", Crdts.mvRegister(String.class));
    }

    @Override
    void updateValue(MvRegister<String> handle, Op op) {
      handle.set(op.text());
    }

    @Override
    Object readValue(MvRegister<String> handle) {
      return handle.values();
    }

    @Override
    Object meaningOf(List<Op> alive) {
      return alive.stream().map(Op::text).collect(Collectors.toSet());
    }

    @Override
    boolean supersedes(Op op, Op seen) {
      return true;
    }
  }

  static final class OfMaps extends Mapping<ObservedRemoveMap<Integer, PnCounter>> {
    OfMaps() {
      super("map of pn-counter", Crdts.observedRemoveMap(Integer.class, Crdts.pnCounter()));
    }

    private static boolean isInnerRemoval(Op op) {
      return op.isVerb(2, 4);
    }

    @Override
    boolean isNamed(Op op) {
      return !isRemoval(op) && !isInnerRemoval(op);
    }

    @Override
    void updateValue(ObservedRemoveMap<Integer, PnCounter> handle, Op op) {
      if (isInnerRemoval(op)) {
        handle.remove(op.element);
      } else {
        handle.at(op.element).add(op.amount);
      }
    }

    @Override
    Object readValue(ObservedRemoveMap<Integer, PnCounter> handle) {
      Map<Integer, Long> content = new TreeMap<>();
      handle.keys().forEach(key -> content.put(key, handle.at(key).value()));
      return content;
    }

    @Override
    Object meaningOf(List<Op> alive) {
      return alive.stream()
          .collect(
              Collectors.groupingBy(
                  op -> op.element, TreeMap::new, Collectors.summingLong(op -> op.amount)));
    }

    @Override
    boolean supersedes(Op op, Op seen) {
      return isInnerRemoval(op) && seen.sameElement(op);
    }
  }

  static final class LastWriter extends Spec<LwwMap<String, String>> {
    LastWriter() {
      super("lww-map", Crdts.lwwMap(String.class, String.class));
    }

    @Override
    void update(LwwMap<String, String> handle, Op op) {
      if (isRemoval(op)) {
        handle.remove(op.keyText());
      } else {
        handle.put(op.keyText(), op.text());
      }
    }

    @Override
    public long superseded(Op op, Past past) {
      List<Op> alive = new ArrayList<>(past.alive());
      alive.removeIf(seen -> isRemoval(seen) || !seen.sameKey(op));
      op.written = RegisterSpecs.Stamping.above(op.stamp, alive, seen -> true);
      return past.aliveBits(seen -> !isRemoval(seen) && seen.sameKey(op));
    }

    @Override
    public Object read(LwwMap<String, String> handle) {
      return handle.entries();
    }

    @Override
    public Object meaning(Past past) {
      Function<Op, String> key = Op::keyText;
      return past.alive().stream()
          .filter(op -> !isRemoval(op))
          .collect(
              Collectors.groupingBy(
                  key,
                  Collectors.collectingAndThen(
                      Collectors.maxBy(Comparator.comparing(op -> op.written)),
                      last -> last.orElseThrow().text())));
    }
  }
}
