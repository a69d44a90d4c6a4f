// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.core.types.crdt.laws.History.Known;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.Dot;
import io.dsm.register.Version;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A replica of a random history, in one life after another. */
final class Replica<C, S> {
  private final History<C, S> history;
  private Member self;
  Known<S> state;
  private long issued;
  private int stamps;

  Replica(History<C, S> history, String name) {
    this.history = history;
    this.self = Life.of(name);
    this.state = new Known<>(history.definition.bottom(), 0);
  }

  /** A new life, with or without what the one before knew. */
  void restart(boolean empty) {
    self = new Member(self.node(), new Incarnation(self.incarnation().value() + 1));
    issued = 0;
    if (empty) {
      state = new Known<>(history.definition.bottom(), 0);
    }
  }

  void update(List<Replica<C, S>> all) {
    List<Member> members = all.stream().map(replica -> replica.self).toList();
    // Clocks that jump to and fro and know nothing of each other; no stamp is issued twice.
    stamps++;
    Version stamp = new Version(0, history.random.nextInt(3) + stamps / 2, 1_000 * stamps, self);
    Op op = new Op(history.ops.size(), self, members, stamp, history.random);
    Past past = new Past(history.ops, state.ops());
    op.superseded = history.specification.superseded(op, past);
    Object expected = history.specification.answer(op, past);
    Updating cell = new Updating(stamp);
    op.answer = history.specification.act(history.definition.handle(cell), op);
    if (!Objects.equals(op.answer, expected)) {
      history.check(false, "the answer of " + op);
    }
    if (cell.delta == null || cell.delta == state.state()) {
      return;
    }
    long carried = op.bit();
    for (Op earlier : past.all()) {
      if (earlier.origin.equals(self) && history.specification.carries(op, earlier)) {
        carried |= earlier.bit();
      }
    }
    history.ops.add(op);
    Known<S> delta = new Known<>(cell.delta, carried);
    history.deltas.add(history.random.nextInt(4) == 0 ? history.throughBytes(delta) : delta);
    receive(delta);
  }

  void receive(Known<S> news) {
    state = new Known<>(history.join(state.state(), news.state()), state.ops() | news.ops());
    C handle = history.definition.handle(new Reading<>(state.state()));
    Object meaning = history.specification.meaning(new Past(history.ops, state.ops()));
    Object read = history.specification.read(handle);
    if (!history.specification.agree(read, meaning)) {
      history.check(false, self + " reads " + read + " instead of " + meaning);
    }
  }

  private final class Updating implements CrdtCell<S> {
    private final Version stamp;
    @Nullable S delta;

    Updating(Version stamp) {
      this.stamp = stamp;
    }

    @Override
    public S state() {
      return state.state();
    }

    @Override
    public S update(Mutation<S> mutation) {
      return updateStamped((current, dot, unused) -> mutation.delta(current, dot));
    }

    @Override
    public S updateStamped(StampedMutation<S> mutation) {
      // Numbers are per collection: other keys take some of them.
      issued += 1 + history.random.nextInt(3);
      Dot dot = new Dot(self, issued);
      S made = mutation.delta(state.state(), dot, stamp);
      history.check(made.equals(mutation.delta(state.state(), dot, stamp)), "pure");
      delta = made;
      return history.join(state.state(), made);
    }
  }

  private record Reading<S>(S state) implements CrdtCell<S> {
    @Override
    public S update(Mutation<S> mutation) {
      throw new UnsupportedOperationException();
    }

    @Override
    public S updateStamped(StampedMutation<S> mutation) {
      throw new UnsupportedOperationException();
    }
  }
}
