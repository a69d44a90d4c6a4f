// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.HyperLogLog;

/** Counts of different elements; joining takes the greater register (Flajolet et al., 2007). */
public final class HyperLogLogs<E> implements CrdtDefinition<HyperLogLog<E>, Ranks> {
  private static final int PRECISION_MIN = 4;
  private static final int PRECISION_MAX = 16;

  private final ElementCodec<E> codec;
  private final int precision;
  private final Ranks bottom;

  public HyperLogLogs(ValueCodec<E> codec, int precision) {
    if (precision < PRECISION_MIN || precision > PRECISION_MAX) {
      throw new DsmException.Rejected(
          "a HyperLogLog of precision "
              + precision
              + " is not possible; the collection was not opened; use "
              + PRECISION_MIN
              + " to "
              + PRECISION_MAX);
    }
    this.codec = new ElementCodec<>(codec);
    this.precision = precision;
    this.bottom = Ranks.none(precision);
  }

  @Override
  public String kind() {
    return "hyper-log-log/v1 of precision " + precision;
  }

  @Override
  public Ranks bottom() {
    return bottom;
  }

  @Override
  public Ranks join(Ranks left, Ranks right) {
    return left.join(right);
  }

  @Override
  public byte[] encode(Ranks state) {
    ByteWriter out = new ByteWriter(80, ByteWriter.DEFAULT_LIMIT);
    state.write(out);
    return out.toByteArray();
  }

  @Override
  public Ranks decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Ranks state = Ranks.read(precision, in);
    in.expectEnd();
    return state;
  }

  @Override
  public HyperLogLog<E> handle(CrdtCell<Ranks> cell) {
    return new HyperLogLog<>() {
      @Override
      public void add(E element) {
        long hash = ElementHash.of(codec.element(element).bytes());
        int register = Ranks.register(precision, hash);
        // Most elements of a filled sketch change nothing: no need to enter the engine for them.
        if (cell.state().rankAt(register) < Ranks.rank(precision, hash)) {
          cell.update(
              (current, dot) ->
                  current.rankAt(register) < Ranks.rank(precision, hash)
                      ? Ranks.ofHash(precision, hash)
                      : current);
        }
      }

      @Override
      public long estimate() {
        return Cardinality.estimate(cell.state(), precision);
      }
    };
  }
}
