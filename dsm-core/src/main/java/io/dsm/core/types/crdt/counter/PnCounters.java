// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.clock.Members;
import io.dsm.core.types.crdt.counter.PnCounterState.Share;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.PnCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Counters that go up and down (Shapiro et al., "A comprehensive study of convergent and
 * commutative replicated data types", 2011). A delta is the updating member's own share.
 */
public final class PnCounters
    implements CrdtDefinition<PnCounter, PnCounterState>, Retiring<PnCounterState> {

  /** {@inheritDoc} */
  @Override
  public String kind() {
    return "pn-counter/v1";
  }

  @Override
  public PnCounterState bottom() {
    return PnCounterState.BOTTOM;
  }

  @Override
  public PnCounterState join(PnCounterState left, PnCounterState right) {
    return left.join(right);
  }

  @Override
  public PnCounterState retired(PnCounterState state, Predicate<Member> over) {
    return state.retired(over);
  }

  /**
   * The delta that adds {@code amount} on behalf of {@code self}; {@code current} itself for zero.
   * Pure.
   */
  public static PnCounterState added(PnCounterState current, Member self, long amount) {
    if (amount == 0) {
      return current;
    }
    Share share = current.shareOf(self);
    Share next =
        amount > 0
            ? new Share(sum(share.increments(), amount), share.decrements())
            : new Share(share.increments(), sum(share.decrements(), -amount));
    TreeMap<Member, Share> delta = new TreeMap<>();
    delta.put(self, next);
    return PnCounterState.of(delta);
  }

  /**
   * The delta that brings the share of {@code self} up to these sums; {@code current} itself if it
   * is there already. Pure.
   */
  static PnCounterState reached(
      PnCounterState current, Member self, long increments, long decrements) {
    Share share = current.shareOf(self);
    if (share.increments() == increments && share.decrements() == decrements) {
      return current;
    }
    TreeMap<Member, Share> delta = new TreeMap<>();
    delta.put(self, new Share(increments, decrements));
    return PnCounterState.of(delta);
  }

  // Wrapping a share would make the later one look like the earlier one.
  static long sum(long total, long amount) {
    long sum = total + amount;
    if (Long.compareUnsigned(sum, total) < 0) {
      throw new DsmException.Rejected(
          "this node has added "
              + Long.toUnsignedString(total)
              + " to a counter in one direction and cannot add "
              + Long.toUnsignedString(amount)
              + " more without passing 2^64; nothing was added; use another key");
    }
    return sum;
  }

  @Override
  public byte[] encode(PnCounterState state) {
    ByteWriter out = new ByteWriter(64, ByteWriter.DEFAULT_LIMIT);
    out.writeVarInt(state.shares().size());
    state
        .shares()
        .forEach(
            (member, share) -> {
              Members.write(out, member);
              out.writeVarLong(share.increments()).writeVarLong(share.decrements());
            });
    writeThrough(out, state);
    return out.toByteArray();
  }

  /** The places of the shares that stand for several lives; nothing where there are none. */
  private static void writeThrough(ByteWriter out, PnCounterState state) {
    List<Integer> places = new ArrayList<>();
    int place = 0;
    for (Share share : state.shares().values()) {
      if (share.through()) {
        places.add(place);
      }
      place++;
    }
    if (!places.isEmpty()) {
      out.writeVarInt(places.size());
      places.forEach(out::writeVarInt);
    }
  }

  @Override
  public PnCounterState decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int count = in.readCount(5);
    TreeMap<Member, Share> shares = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      Member member = Members.read(in);
      Share share = new Share(in.readVarLong(), in.readVarLong());
      if (share.equals(Share.NONE)
          || (!shares.isEmpty() && shares.lastKey().compareTo(member) >= 0)) {
        throw new MalformedBytes("no counter: share of " + member + " empty or out of order");
      }
      shares.put(member, share);
    }
    if (in.remaining() > 0) {
      readThrough(in, shares);
    }
    in.expectEnd();
    int read = shares.size();
    PnCounterState state = PnCounterState.of(shares);
    if (state.shares().size() != read) {
      throw new MalformedBytes("no counter: a share of a life for which another one stands");
    }
    return state;
  }

  private static void readThrough(ByteReader in, TreeMap<Member, Share> shares) {
    List<Member> members = List.copyOf(shares.keySet());
    int before = -1;
    for (int i = in.readCount(1); i > 0; i--) {
      int place = in.readVarInt();
      if (place <= before || place >= members.size()) {
        throw new MalformedBytes("no counter: place " + place + " of " + members.size());
      }
      before = place;
      shares.computeIfPresent(
          members.get(place),
          (_, share) -> new Share(share.increments(), share.decrements(), true));
    }
    if (before < 0) {
      throw new MalformedBytes("no counter: an empty list of places");
    }
  }

  @Override
  public PnCounter handle(CrdtCell<PnCounterState> cell) {
    if (cell instanceof Summing sums) {
      return new SummedCounter(cell, sums);
    }
    return new PnCounter() {
      @Override
      public void add(long amount) {
        cell.update((current, dot) -> added(current, dot.origin(), amount));
      }

      @Override
      public long value() {
        return cell.state().value();
      }
    };
  }
}
