// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.GrowOnlySet;
import io.dsm.crdt.RemoveWinsSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What sets mean: which additions and removals of an element are superseded by none. */
final class SetSpecs {
  private SetSpecs() {}

  static boolean isAddition(Op op) {
    return op.isVerb(0, 2);
  }

  static final class GrowOnly extends Spec<GrowOnlySet<String>> {
    GrowOnly() {
      super("grow-only-set", Crdts.growOnlySet(String.class));
    }

    @Override
    void update(GrowOnlySet<String> handle, Op op) {
      handle.add(op.text() + op.amount);
    }

    @Override
    public Object read(GrowOnlySet<String> handle) {
      return handle.elements();
    }

    @Override
    public Object meaning(Past past) {
      return past.all().stream().map(op -> op.text() + op.amount).collect(Collectors.toSet());
    }
  }

  /** An addition supersedes those of its own origin, a removal all additions known. */
  static final class AddWins extends Spec<AddWinsSet<String>> {
    AddWins() {
      super("add-wins-set", Crdts.addWinsSet(String.class));
    }

    @Override
    public @Nullable Object act(AddWinsSet<String> handle, Op op) {
      return isAddition(op) ? !handle.add(op.text()) : handle.remove(op.text());
    }

    @Override
    public Object answer(Op op, Past past) {
      return elements(past).contains(op.text());
    }

    @Override
    public long superseded(Op op, Past past) {
      return past.aliveBits(
          seen ->
              isAddition(seen) && seen.sameElement(op) && (!isAddition(op) || seen.sameOrigin(op)));
    }

    @Override
    public Object read(AddWinsSet<String> handle) {
      return handle.elements();
    }

    @Override
    public Object meaning(Past past) {
      return elements(past);
    }

    static Set<String> elements(Past past) {
      return past.alive().stream()
          .filter(SetSpecs::isAddition)
          .map(Op::text)
          .collect(Collectors.toSet());
    }
  }

  /** Either supersedes what it opposes, and of its own kind what its own origin made. */
  static final class RemoveWins extends Spec<RemoveWinsSet<String>> {
    RemoveWins() {
      super("remove-wins-set", Crdts.removeWinsSet(String.class));
    }

    @Override
    public @Nullable Object act(RemoveWinsSet<String> handle, Op op) {
      return isAddition(op) ? !handle.add(op.text()) : handle.remove(op.text());
    }

    @Override
    public Object answer(Op op, Past past) {
      return elements(past).contains(op.text());
    }

    @Override
    public long superseded(Op op, Past past) {
      return past.aliveBits(
          seen ->
              seen.sameElement(op) && (isAddition(seen) != isAddition(op) || seen.sameOrigin(op)));
    }

    @Override
    public Object read(RemoveWinsSet<String> handle) {
      return handle.elements();
    }

    @Override
    public Object meaning(Past past) {
      return elements(past);
    }

    private static Set<String> elements(Past past) {
      List<Op> alive = past.alive();
      return alive.stream()
          .filter(op -> alive.stream().filter(op::sameElement).allMatch(SetSpecs::isAddition))
          .map(Op::text)
          .collect(Collectors.toSet());
    }
  }
}
