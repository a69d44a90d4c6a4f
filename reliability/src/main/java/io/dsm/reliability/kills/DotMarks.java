// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.Dot;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A CRDT that remembers the greatest dot ever issued in it, and tells each one. */
final class DotMarks implements CrdtDefinition<DotMarks.Marks, Optional<Dot>> {

  /** Takes dots. */
  interface Marks {
    /** A fresh dot, durable when this returns. */
    Dot next();

    /** The greatest dot known here. */
    Optional<Dot> greatest();
  }

  @Override
  public String kind() {
    return "dot-marks/v1";
  }

  @Override
  public Optional<Dot> bottom() {
    return Optional.empty();
  }

  @Override
  public Optional<Dot> join(Optional<Dot> left, Optional<Dot> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? right : left;
    }
    return left.get().compareTo(right.get()) >= 0 ? left : right;
  }

  @Override
  public byte[] encode(Optional<Dot> state) {
    return state.map(DotMarks::text).orElse("").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Dot dot) {
    return dot.origin().node().value()
        + " "
        + dot.origin().incarnation().value()
        + " "
        + dot.counter();
  }

  @Override
  public Optional<Dot> decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = text.split(" ", -1);
    Member origin = new Member(NodeId.of(parts[0]), new Incarnation(Long.parseLong(parts[1])));
    return Optional.of(new Dot(origin, Long.parseLong(parts[2])));
  }

  @Override
  public Marks handle(CrdtCell<Optional<Dot>> cell) {
    return new Marks() {
      @Override
      public Dot next() {
        AtomicReference<Dot> issued = new AtomicReference<>();
        cell.update(
            (current, dot) -> {
              issued.set(dot);
              return Optional.of(dot);
            });
        return issued.get();
      }

      @Override
      public Optional<Dot> greatest() {
        return cell.state();
      }
    };
  }
}
