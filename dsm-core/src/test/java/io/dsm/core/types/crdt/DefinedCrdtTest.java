// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.Seeded;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A kind an application defines: the greatest number anyone has reported. */
class DefinedCrdtTest {

  @Test
  void twentyThousandHistoriesKeepTheLaws() {
    Seeded.run(20_000, random -> new CrdtHistory<>(new Model(new Maxima()), random).run());
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
      return new ByteReader(bytes).readZigZag();
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

  private static final class Report {
    private final long value;

    Report(long value) {
      this.value = value;
    }
  }

  private record Model(CrdtDefinition<Maximum, Long> definition)
      implements CrdtModel<Maximum, Long, Report> {
    @Override
    public Report update(Maximum handle, Member origin, Set<Report> known, Random random) {
      Report report = new Report(random.nextInt(100));
      handle.report(report.value);
      return report;
    }

    @Override
    public boolean isCumulative() {
      return false;
    }

    @Override
    public Object read(Maximum handle) {
      return handle.value();
    }

    @Override
    public Object meaning(Set<Report> known) {
      return known.stream().mapToLong(report -> report.value).max().orElse(Long.MIN_VALUE);
    }
  }
}
