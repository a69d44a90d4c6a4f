// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.cluster.Member;
import io.dsm.core.types.crdt.counter.Escrow.Grant;
import io.dsm.core.types.crdt.tree.Maxima;
import io.dsm.crdt.BoundedCounter;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.Dot;
import java.util.Set;

/** The bounded counter an application sees. */
record BoundedCounterHandle(CrdtCell<Escrow> cell) implements BoundedCounter {

  @Override
  public void increment(long amount) {
    Amounts.requireNotNegative(amount);
    cell.update(
        (current, dot) -> {
          Grant own = new Grant(dot.origin(), dot.origin());
          return amount == 0
              ? current
              : Escrow.NONE.withGrant(
                  own.from(), own.to(), Amounts.sum(current.granted().of(own), amount));
        });
  }

  @Override
  public Decrement decrement(long amount) {
    Amounts.requireNotNegative(amount);
    return use(
        amount,
        (current, self) ->
            new Escrow(
                Maxima.none(),
                Maxima.<Member>none().with(self, Amounts.sum(current.used().of(self), amount)),
                Maxima.none()));
  }

  @Override
  public Decrement transfer(Member to, long amount) {
    Amounts.requireNotNegative(amount);
    return use(
        amount,
        (current, self) ->
            self.equals(to)
                ? current
                : Escrow.NONE.withGrant(
                    self, to, Amounts.sum(current.granted().of(new Grant(self, to)), amount)));
  }

  private Decrement use(long amount, Use use) {
    Spending spending = new Spending(amount, use);
    cell.update(spending);
    return spending.outcome;
  }

  @Override
  public void ask(long amount) {
    Amounts.requireNotNegative(amount);
    cell.update(
        (current, dot) -> {
          long missing = amount - current.outstanding(dot.origin());
          long total = Amounts.sum(current.asked().of(dot.origin()), Math.max(0, missing));
          return missing <= 0
              ? current
              : new Escrow(
                  Maxima.none(), Maxima.none(), Maxima.<Member>none().with(dot.origin(), total));
        });
  }

  @Override
  public long grantAsked(Set<Member> alive) {
    Granting granting = new Granting(Set.copyOf(alive));
    cell.update(granting);
    return granting.total;
  }

  @Override
  public long value() {
    return cell.state().value();
  }

  @Override
  public long rights(Member of) {
    return cell.state().rights(of);
  }

  /** What is done with rights that suffice. */
  @FunctionalInterface
  private interface Use {
    Escrow delta(Escrow current, Member self);
  }

  /** Remembers what the run that counted came to. */
  private static final class Spending implements CrdtCell.Mutation<Escrow> {
    private final long amount;
    private final Use use;
    private Decrement outcome = new Decrement.Refused(0);

    Spending(long amount, Use use) {
      this.amount = amount;
      this.use = use;
    }

    @Override
    public Escrow delta(Escrow current, Dot dot) {
      long rights = current.rights(dot.origin());
      if (rights < amount) {
        outcome = new Decrement.Refused(rights);
        return current;
      }
      Escrow delta = amount == 0 ? current : use.delta(current, dot.origin());
      outcome = new Decrement.Done(current.join(delta).rights(dot.origin()));
      return delta;
    }
  }

  /** Remembers how much the run that counted has granted. */
  private static final class Granting implements CrdtCell.Mutation<Escrow> {
    private final Set<Member> alive;
    private long total;

    Granting(Set<Member> alive) {
      this.alive = alive;
    }

    @Override
    public Escrow delta(Escrow current, Dot dot) {
      Member self = dot.origin();
      long spare = current.rights(self) / 2;
      Escrow delta = Escrow.NONE;
      total = 0;
      for (Member asker : current.askers()) {
        long amount = Math.min(spare - total, current.outstanding(asker));
        if (amount > 0 && !asker.equals(self) && alive.contains(asker)) {
          Grant grant = new Grant(self, asker);
          delta = delta.withGrant(self, asker, Amounts.sum(current.granted().of(grant), amount));
          total += amount;
        }
      }
      return total == 0 ? current : delta;
    }
  }
}
