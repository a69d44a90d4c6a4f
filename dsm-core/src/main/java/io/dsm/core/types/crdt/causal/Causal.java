// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.Dot;
import io.dsm.register.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a CRDT of a causal kind (Almeida, Shoker, Baquero, "Delta state replicated data types",
 * 2018).
 */
public final class Causal<C, S extends DotStore<S>> implements CrdtDefinition<C, CausalState<S>> {
  private final CausalKind<C, S> kind;
  private final CausalState<S> bottom;

  public Causal(CausalKind<C, S> kind) {
    this.kind = kind;
    this.bottom = new CausalState<>(CausalContext.EMPTY, kind.nothing());
  }

  @Override
  public String kind() {
    return kind.name();
  }

  @Override
  public CausalState<S> bottom() {
    return bottom;
  }

  @Override
  public CausalState<S> join(CausalState<S> left, CausalState<S> right) {
    return left.join(right);
  }

  /** Context, then store. */
  @Override
  public byte[] encode(CausalState<S> state) {
    ByteWriter out = new ByteWriter(64, ByteWriter.DEFAULT_LIMIT);
    state.seen().write(out);
    state.store().write(out, new DotCodec(state.seen()));
    return out.toByteArray();
  }

  @Override
  public CausalState<S> decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    CausalContext seen = CausalContext.read(in);
    S store = kind.read(in, new DotCodec(seen));
    in.expectEnd();
    return new CausalState<>(seen, store);
  }

  @Override
  public Optional<Version> latestStamp(CausalState<S> state) {
    return kind.latestStamp(state.store());
  }

  @Override
  public C handle(CrdtCell<CausalState<S>> cell) {
    return kind.handle(new Cell<>(cell));
  }

  private static <S extends DotStore<S>> CausalState<S> delta(
      CausalState<S> current, Dot dot, @Nullable Change<S> change) {
    if (change == null) {
      return current;
    }
    CausalContext seen =
        change.part().isEmpty() ? CausalContext.EMPTY : CausalContext.issued(current.seen(), dot);
    if (change.replacesAll()) {
      seen = current.seen().join(seen);
    } else if (!change.superseded().isEmpty()) {
      seen = seen.with(change.superseded());
    }
    return new CausalState<>(seen, change.part());
  }

  private record Cell<S extends DotStore<S>>(CrdtCell<CausalState<S>> cell)
      implements CausalCell<S> {
    @Override
    public S store() {
      return cell.state().store();
    }

    @Override
    public void update(Step<S> step) {
      cell.update((current, dot) -> delta(current, dot, step.change(current.store(), dot)));
    }

    @Override
    public void updateStamped(StampedStep<S> step) {
      cell.updateStamped(
          (current, dot, stamp) -> delta(current, dot, step.change(current.store(), dot, stamp)));
    }
  }
}
