// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.Seeded;
import io.dsm.register.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegisterLawsTest {
  private record Write(String key, RegisterRecord record) {}

  @Test
  void anyOrderAndNumberOfDeliveriesGivesTheStateOfTheNaiveMap() {
    Seeded.run(
        20_000,
        random -> {
          List<Write> writes = writes(random);
          RegisterState<String> left = delivered(writes, random);
          RegisterState<String> right = delivered(writes, random);
          Map<String, RegisterRecord> naive = naive(writes);

          assertThat(left.digest()).isEqualTo(right.digest());
          assertThat(contents(left)).isEqualTo(naive);
          assertThat(left.size())
              .isEqualTo((int) naive.values().stream().filter(r -> !r.isTombstone()).count());
          assertThat(left.size() + left.tombstones()).isEqualTo(naive.size());
        });
  }

  @Test
  void replicasAgreeAfterExpiryThoughTheySawItAtDifferentTimes() {
    Seeded.run(
        5_000,
        random -> {
          List<Write> writes = writes(random);
          RegisterState<String> left = new RegisterState<>(new RegisterStateTest.Text());
          for (Write write : shuffled(writes, random)) {
            left.merge(write.key(), write.record());
            left.expire(random.nextInt(100), 1 + random.nextInt(3));
          }
          RegisterState<String> right = delivered(writes, random);
          while (!left.expire(100, 2).isEmpty()) {}
          while (!right.expire(100, 3).isEmpty()) {}

          assertThat(left.digest()).isEqualTo(right.digest());
          assertThat(left.size()).isEqualTo(right.size());
          assertThat(left.nextExpiryMillis()).isEqualTo(right.nextExpiryMillis());
        });
  }

  @Test
  void everyRecordComesBackFromItsBytes() {
    Seeded.run(
        500,
        random -> {
          for (Write write : writes(random)) {
            ByteWriter out = new ByteWriter();
            write.record().writeBody(out);
            ByteReader in = new ByteReader(out.toByteArray());
            assertThat(RegisterRecord.readBody(in, write.record().version(), 1_000))
                .isEqualTo(write.record());
            in.expectEnd();
          }
        });
  }

  private static RegisterState<String> delivered(List<Write> writes, Random random) {
    RegisterState<String> state = new RegisterState<>(new RegisterStateTest.Text());
    for (Write write : shuffled(writes, random)) {
      state.merge(write.key(), write.record());
    }
    return state;
  }

  private static List<Write> shuffled(List<Write> writes, Random random) {
    List<Write> deliveries = new ArrayList<>(writes);
    for (Write write : writes) {
      if (random.nextInt(3) == 0) {
        deliveries.add(write);
      }
    }
    Collections.shuffle(deliveries, random);
    return deliveries;
  }

  private static Map<String, RegisterRecord> naive(List<Write> writes) {
    Map<String, RegisterRecord> winners = new HashMap<>();
    for (Write write : writes) {
      winners.merge(
          write.key(),
          write.record(),
          (left, right) -> left.version().compareTo(right.version()) > 0 ? left : right);
    }
    return winners;
  }

  private static Map<String, RegisterRecord> contents(RegisterState<String> state) {
    Map<String, RegisterRecord> contents = new HashMap<>();
    state.cells().forEachRemaining(e -> contents.put(e.getKey(), e.getValue().record()));
    return contents;
  }

  private static List<Write> writes(Random random) {
    List<Write> writes = new ArrayList<>();
    int count = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      Version version =
          new Version(
              random.nextInt(2),
              random.nextInt(20),
              i,
              RegisterStateTest.member("n" + random.nextInt(3)));
      writes.add(new Write("k" + random.nextInt(4), record(version, random)));
    }
    return writes;
  }

  private static RegisterRecord record(Version version, Random random) {
    byte[] value = RegisterStateTest.bytes("v" + random.nextInt());
    return switch (random.nextInt(4)) {
      case 0 -> RegisterRecord.tombstone(version);
      case 1 -> RegisterRecord.expiring(version, value, random.nextInt(150));
      default -> RegisterRecord.of(version, value);
    };
  }
}
