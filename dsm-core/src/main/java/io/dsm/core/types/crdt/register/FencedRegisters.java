// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.register;

import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.clock.Versions;
import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.Dot;
import io.dsm.crdt.FencedRegister;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.register.Version;
import java.util.Comparator;
import java.util.Optional;

/** Registers whose write under the greatest fencing token wins. */
public final class FencedRegisters<V>
    implements CrdtDefinition<FencedRegister<V>, Optional<FencedRegisters.Write>> {

  private final ElementCodec<V> codec;

  public FencedRegisters(ValueCodec<V> codec) {
    this.codec = new ElementCodec<>(codec);
  }

  /** The write that has won so far. */
  record Write(FencingToken token, Version stamp, Element element) implements Comparable<Write> {

    // The element decides nothing between honest writes, whose stamps differ. It makes the order
    // total, so that a join is commutative whatever bytes arrive.
    private static final Comparator<Write> ORDER =
        Comparator.comparing(Write::token)
            .thenComparing(Write::stamp)
            .thenComparing(Write::element);

    @Override
    public int compareTo(Write other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public String kind() {
    return "fenced-register/v1";
  }

  @Override
  public Optional<Write> bottom() {
    return Optional.empty();
  }

  @Override
  public Optional<Write> join(Optional<Write> left, Optional<Write> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? right : left;
    }
    return left.get().compareTo(right.get()) >= 0 ? left : right;
  }

  @Override
  public byte[] encode(Optional<Write> state) {
    int most = state.map(write -> write.element().bytes().length).orElse(0) + 1_024;
    ByteWriter out = new ByteWriter(64, most).writeBoolean(state.isPresent());
    state.ifPresent(
        write -> {
          out.writeVarLong(write.token().value());
          Versions.write(out, write.stamp());
          out.writeBytes(write.element().bytes());
        });
    return out.toByteArray();
  }

  @Override
  public Optional<Write> decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Optional<Write> state = in.readBoolean() ? Optional.of(read(in)) : Optional.empty();
    in.expectEnd();
    return state;
  }

  private static Write read(ByteReader in) {
    long token = in.readVarLong();
    if (token <= 0) {
      throw new MalformedBytes("no fencing token: " + token);
    }
    return new Write(FencingToken.of(token), Versions.read(in), ElementCodec.read(in));
  }

  @Override
  public Optional<Version> latestStamp(Optional<Write> state) {
    return state.map(Write::stamp);
  }

  @Override
  public FencedRegister<V> handle(CrdtCell<Optional<Write>> cell) {
    return new FencedRegister<>() {
      @Override
      public Admission set(FencingToken token, V value) {
        Attempt attempt = new Attempt(token, codec.element(value));
        cell.updateStamped(attempt);
        return attempt.answer;
      }

      @Override
      public Optional<V> value() {
        return cell.state().flatMap(write -> Optional.ofNullable(codec.value(write.element())));
      }

      @Override
      public Optional<FencingToken> token() {
        return cell.state().map(Write::token);
      }
    };
  }

  /** Remembers what the run that counted has found. */
  private static final class Attempt implements CrdtCell.StampedMutation<Optional<Write>> {
    private final FencingToken token;
    private final Element element;
    private Admission answer = new Admission.Admitted();

    Attempt(FencingToken token, Element element) {
      this.token = token;
      this.element = element;
    }

    @Override
    public Optional<Write> delta(Optional<Write> current, Dot dot, Version stamp) {
      if (current.isPresent() && current.get().token().compareTo(token) > 0) {
        answer = new Admission.Refused(current.get().token());
        return current;
      }
      answer = new Admission.Admitted();
      // Under an earlier token the clock may have run ahead; only writes of this holder count.
      Optional<Version> before =
          current.filter(write -> write.token().equals(token)).map(Write::stamp);
      return Optional.of(new Write(token, Stamped.above(before, stamp), element));
    }
  }
}
