// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.clock.Members;
import io.dsm.core.types.crdt.tree.Maxima;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.GCounter;

/** Counters that only go up. A delta is the updating member's own total. */
public final class GCounters implements CrdtDefinition<GCounter, Maxima<Member>> {

  @Override
  public String kind() {
    return "g-counter/v1";
  }

  @Override
  public Maxima<Member> bottom() {
    return Maxima.none();
  }

  @Override
  public Maxima<Member> join(Maxima<Member> left, Maxima<Member> right) {
    return left.join(right);
  }

  @Override
  public byte[] encode(Maxima<Member> state) {
    ByteWriter out = new ByteWriter(64, ByteWriter.DEFAULT_LIMIT);
    state.write(out, Members::write);
    return out.toByteArray();
  }

  @Override
  public Maxima<Member> decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Maxima<Member> state = Maxima.read(in, Members::read);
    in.expectEnd();
    return state;
  }

  @Override
  public GCounter handle(CrdtCell<Maxima<Member>> cell) {
    return new GCounter() {
      @Override
      public void add(long amount) {
        Amounts.requireNotNegative(amount);
        cell.update(
            (current, dot) ->
                amount == 0
                    ? current
                    : bottom().with(dot.origin(), Amounts.sum(current.of(dot.origin()), amount)));
      }

      @Override
      public long value() {
        return cell.state().sum();
      }
    };
  }
}
