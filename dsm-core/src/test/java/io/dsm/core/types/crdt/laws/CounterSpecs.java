// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.cluster.Member;
import io.dsm.crdt.BoundedCounter;
import io.dsm.crdt.BoundedCounter.Decrement;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.GCounter;
import io.dsm.crdt.PnCounter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What counters mean: sums. */
final class CounterSpecs {
  private CounterSpecs() {}

  static final class Growing extends Spec<GCounter> {
    Growing() {
      super("g-counter", Crdts.gCounter());
    }

    @Override
    void update(GCounter handle, Op op) {
      handle.add(Math.abs(op.amount));
    }

    @Override
    public boolean carries(Op op, Op earlier) {
      return true;
    }

    @Override
    public Object read(GCounter handle) {
      return handle.value();
    }

    @Override
    public Object meaning(Past past) {
      return past.all().stream().mapToLong(op -> Math.abs(op.amount)).sum();
    }
  }

  static final class UpAndDown extends Spec<PnCounter> {
    UpAndDown() {
      super("pn-counter", Crdts.pnCounter());
    }

    @Override
    void update(PnCounter handle, Op op) {
      handle.add(op.amount);
    }

    @Override
    public boolean carries(Op op, Op earlier) {
      return true;
    }

    @Override
    public Object read(PnCounter handle) {
      return handle.value();
    }

    @Override
    public Object meaning(Past past) {
      return past.all().stream().mapToLong(op -> op.amount).sum();
    }
  }

  /** Increments, decrements and transfers; what is used must have been there, on every replica. */
  static final class Bounded extends Spec<BoundedCounter> {
    Bounded() {
      super("bounded-counter", Crdts.boundedCounter());
    }

    private static boolean isIncrement(Op op) {
      return op.isVerb(0, 3);
    }

    private static boolean isDecrement(Op op) {
      return op.isVerb(1, 3);
    }

    private static boolean isTransfer(Op op) {
      return op.isVerb(2, 3);
    }

    private static Member target(Op op) {
      return op.members.get(op.element % op.members.size());
    }

    private static long amount(Op op) {
      return Math.abs(op.amount);
    }

    @Override
    public @Nullable Object act(BoundedCounter handle, Op op) {
      if (isIncrement(op)) {
        handle.increment(amount(op));
        return null;
      }
      return isDecrement(op)
          ? handle.decrement(amount(op))
          : handle.transfer(target(op), amount(op));
    }

    @Override
    public @Nullable Object answer(Op op, Past past) {
      if (isIncrement(op)) {
        return null;
      }
      long rights = rights(op.origin, past.all());
      boolean toItself = isTransfer(op) && target(op).equals(op.origin);
      return rights < amount(op)
          ? new Decrement.Refused(rights)
          : new Decrement.Done(toItself ? rights : rights - amount(op));
    }

    private static long rights(Member member, List<Op> ops) {
      long rights = 0;
      for (Op op : ops) {
        rights += isIncrement(op) && op.origin.equals(member) ? amount(op) : 0;
        rights -= !isIncrement(op) && op.origin.equals(member) ? amount(op) : 0;
        rights += isTransfer(op) && target(op).equals(member) ? amount(op) : 0;
      }
      return rights;
    }

    @Override
    public boolean carries(Op op, Op earlier) {
      return (isIncrement(op) && isIncrement(earlier))
          || (isDecrement(op) && isDecrement(earlier))
          || (isTransfer(op) && isTransfer(earlier) && target(op).equals(target(earlier)));
    }

    @Override
    public Object read(BoundedCounter handle) {
      return handle.value();
    }

    @Override
    public Object meaning(Past past) {
      if (count(past.history()) < 0) {
        throw new AssertionError("the bound is broken by " + past.history());
      }
      return Math.max(0, count(past.all()));
    }

    private static long count(List<Op> ops) {
      long count = 0;
      for (Op op : ops) {
        count += isIncrement(op) ? amount(op) : isDecrement(op) ? -amount(op) : 0;
      }
      return count;
    }
  }
}
