// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import io.dsm.DsmException;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.DdSketch;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Percentiles (Masson, Rim, Lee, 2019), each member with buckets of its own. */
public final class DdSketches implements CrdtDefinition<DdSketch, Buckets> {
  private final Scale scale;

  public DdSketches(double accuracy) {
    this.scale = Scale.of(accuracy);
  }

  @Override
  public String kind() {
    return "dd-sketch/v1 of accuracy " + scale.accuracy();
  }

  @Override
  public Buckets bottom() {
    return Buckets.NONE;
  }

  @Override
  public Buckets join(Buckets left, Buckets right) {
    return left.join(right);
  }

  @Override
  public byte[] encode(Buckets state) {
    ByteWriter out = new ByteWriter(64, ByteWriter.DEFAULT_LIMIT);
    state.write(out);
    return out.toByteArray();
  }

  @Override
  public Buckets decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Buckets state = Buckets.read(in);
    in.expectEnd();
    return state;
  }

  @Override
  public DdSketch handle(CrdtCell<Buckets> cell) {
    return new Handle(cell, scale);
  }

  private record Handle(CrdtCell<Buckets> cell, Scale scale) implements DdSketch {
    @Override
    public void record(double value) {
      if (!Double.isFinite(value)) {
        throw new DsmException.Rejected(
            value + " has no place among percentiles; it was not recorded; record finite numbers");
      }
      int bucket = scale.bucket(value);
      cell.update(
          (current, dot) -> {
            long count = current.count(dot.origin(), bucket);
            return count == Long.MAX_VALUE ? current : Buckets.of(dot.origin(), bucket, count + 1);
          });
    }

    @Override
    public long count() {
      return sum(cell.state().total());
    }

    @Override
    public OptionalDouble quantile(double q) {
      if (!(q >= 0 && q <= 1)) {
        throw new DsmException.Rejected(
            "there is no quantile " + q + "; nothing was read; ask for 0 to 1");
      }
      TreeMap<Integer, Long> total = cell.state().total();
      double rank = q * (sum(total) - 1);
      long below = 0;
      for (Map.Entry<Integer, Long> bucket : total.entrySet()) {
        below = Buckets.saturated(below, bucket.getValue());
        if (below > rank) {
          return OptionalDouble.of(scale.value(bucket.getKey()));
        }
      }
      return total.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(scale.value(total.lastKey()));
    }

    private static long sum(TreeMap<Integer, Long> total) {
      long sum = 0;
      for (long count : total.values()) {
        sum = Buckets.saturated(sum, count);
      }
      return sum;
    }
  }
}
