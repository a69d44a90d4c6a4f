// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.clock.Members;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.core.types.crdt.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The slots of each member, which it alone writes. Joining takes the greater of each. Immutable.
 */
public final class Slots {
  static final Slots NONE = new Slots(Tree.empty());

  private final Tree<Member, Tree<Integer, Slot>> members;

  private Slots(Tree<Member, Tree<Integer, Slot>> members) {
    this.members = members;
  }

  static Slots of(Member member, int index, Slot slot) {
    return new Slots(
        Tree.<Member, Tree<Integer, Slot>>empty()
            .with(member, Tree.<Integer, Slot>empty().with(index, slot)));
  }

  Tree<Integer, Slot> of(Member member) {
    Tree<Integer, Slot> slots = members.get(member);
    return slots == null ? Tree.empty() : slots;
  }

  void forEach(BiConsumer<Member, Tree<Integer, Slot>> visitor) {
    members.forEach(visitor);
  }

  Slots join(Slots other) {
    Tree<Member, Tree<Integer, Slot>> joined = members;
    for (Member member : other.members.keys()) {
      joined = joined.with(member, greater(of(member), other.of(member)));
    }
    return joined == members ? this : new Slots(joined);
  }

  private static Tree<Integer, Slot> greater(Tree<Integer, Slot> mine, Tree<Integer, Slot> theirs) {
    Tree<Integer, Slot> joined = mine;
    for (Integer index : theirs.keys()) {
      Slot known = mine.get(index);
      Slot slot = theirs.get(index);
      if (slot != null && (known == null || slot.compareTo(known) > 0)) {
        joined = joined.with(index, slot);
      }
    }
    return joined;
  }

  void write(ByteWriter out) {
    out.writeVarInt(members.size());
    members.forEach(
        (member, slots) -> {
          Members.write(out, member);
          out.writeVarInt(slots.size());
          slots.forEach(
              (index, slot) ->
                  out.writeVarInt(index)
                      .writeVarLong(slot.count())
                      .writeVarLong(slot.error())
                      .writeBytes(slot.element().bytes()));
        });
  }

  static Slots read(ByteReader in, int capacity) {
    int count = in.readCount(8);
    List<Member> read = new ArrayList<>(count);
    List<Tree<Integer, Slot>> slots = new ArrayList<>(count);
    @Nullable Member previous = null;
    for (int i = 0; i < count; i++) {
      Member member = Members.read(in);
      Tree<Integer, Slot> own = readSlots(in, capacity);
      if (own.isEmpty() || (previous != null && previous.compareTo(member) >= 0)) {
        throw new MalformedBytes("no slots: those of " + member + " empty or out of order");
      }
      read.add(member);
      slots.add(own);
      previous = member;
    }
    return count == 0 ? NONE : new Slots(Tree.ofSorted(read, slots));
  }

  private static Tree<Integer, Slot> readSlots(ByteReader in, int capacity) {
    int count = in.readCount(4);
    List<Integer> indexes = new ArrayList<>(count);
    List<Slot> slots = new ArrayList<>(count);
    int previous = -1;
    for (int i = 0; i < count; i++) {
      int index = in.readVarInt();
      Slot slot = new Slot(in.readVarLong(), in.readVarLong(), ElementCodec.read(in));
      if (index <= previous
          || index >= capacity
          || slot.count() <= 0
          || slot.error() < 0
          || slot.error() >= slot.count()) {
        throw new MalformedBytes("no slot: " + index + " with " + slot);
      }
      indexes.add(index);
      slots.add(slot);
      previous = index;
    }
    return Tree.ofSorted(indexes, slots);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Slots that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
