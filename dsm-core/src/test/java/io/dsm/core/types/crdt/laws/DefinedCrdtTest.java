// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.Seeded;
import io.dsm.core.types.crdt.CrdtState;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A kind an application defines: the greatest number anyone has reported. */
class DefinedCrdtTest {

  @Test
  void twentyThousandHistoriesKeepTheLaws() {
    Seeded.run(20_000, random -> new History<>(new Model(new Maxima()), random).run());
  }

  @Test
  void aCollectionReadsTheBottomUntilSomeoneUpdates() {
    CrdtState<Long> state = new CrdtState<>(new Maxima());

    assertThat(state.at("k")).isEqualTo(Long.MIN_VALUE);
    assertThat(state.keys()).isEmpty();
  }

  @Test
  void aJoinTellsWhetherAnythingWasNew() {
    CrdtState<Long> state = new CrdtState<>(new Maxima());

    assertThat(state.join("k", 5L)).isEqualTo(new CrdtState.Joined<>(Long.MIN_VALUE, 5L, true));
    assertThat(state.join("k", 3L).changed()).isFalse();
    assertThat(state.at("k")).isEqualTo(5);
    assertThat(state.size()).isEqualTo(1);
  }

  private interface Maximum {
    void report(long value);

    long value();
  }

  private static final class Maxima implements CrdtDefinition<Maximum, Long> {
    @Override
    public String kind() {
      return "maximum/v1";
    }

    @Override
    public Long bottom() {
      return Long.MIN_VALUE;
    }

    @Override
    public Long join(Long left, Long right) {
      return Math.max(left, right);
    }

    @Override
    public byte[] encode(Long state) {
      return new ByteWriter(10, 10).writeZigZag(state).toByteArray();
    }

    @Override
    public Long decode(byte[] bytes) {
      ByteReader in = new ByteReader(bytes);
      long state = in.readZigZag();
      in.expectEnd();
      return state;
    }

    @Override
    public Maximum handle(CrdtCell<Long> cell) {
      return new Maximum() {
        @Override
        public void report(long value) {
          cell.update((current, dot) -> value > current ? (Long) value : current);
        }

        @Override
        public long value() {
          return cell.state();
        }
      };
    }
  }

  private record Model(CrdtDefinition<Maximum, Long> definition)
      implements Specification<Maximum, Long> {
    @Override
    public String name() {
      return "defined";
    }

    @Override
    public @Nullable Object act(Maximum handle, Op op) {
      handle.report(op.amount);
      return null;
    }

    @Override
    public Object read(Maximum handle) {
      return handle.value();
    }

    @Override
    public Object meaning(Past past) {
      return past.all().stream().mapToLong(op -> op.amount).max().orElse(Long.MIN_VALUE);
    }
  }
}
