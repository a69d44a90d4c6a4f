// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.codec.ValueCodec;
import io.dsm.core.types.Seeded;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaEvolutionTest {
  record Inner1(String a) {}

  record Inner2(String a, int b) {}

  record Route1(String host, Inner1 inner, List<Inner1> more) {}

  record Route2(
      String host,
      Inner2 inner,
      List<Inner2> more,
      String text,
      int number,
      boolean flag,
      Optional<String> maybe,
      Set<String> set) {}

  record Strict(String host, Inner1 inner, List<Inner1> more, String needed) {
    Strict {
      Objects.requireNonNull(needed);
    }
  }

  enum Level1 {
    LOW,
    HIGH
  }

  enum Level2 {
    HIGH,
    MIDDLE,
    LOW
  }

  private final ValueCodec<Route1> older = codec(Route1.class);
  private final ValueCodec<Route2> newer = codec(Route2.class);

  @Test
  void componentsThatOldBytesLackGetDefaults() {
    Route1 old = new Route1("h", new Inner1("x"), List.of(new Inner1("y")));

    assertThat(newer.decode(older.encode(old)))
        .isEqualTo(
            new Route2(
                "h",
                new Inner2("x", 0),
                List.of(new Inner2("y", 0)),
                null,
                0,
                false,
                Optional.empty(),
                Set.of()));
  }

  @Test
  void componentsThatNewBytesAddAreSkipped() {
    Route2 value =
        new Route2(
            "h",
            new Inner2("x", 5),
            List.of(new Inner2("y", 6), new Inner2("z", 7)),
            "t",
            1,
            true,
            Optional.of("m"),
            Set.of("s"));

    assertThat(older.decode(newer.encode(value)))
        .isEqualTo(new Route1("h", new Inner1("x"), List.of(new Inner1("y"), new Inner1("z"))));
  }

  @Test
  void aConstructorThatRefusesADefaultMakesTheBytesMalformed() {
    byte[] bytes = older.encode(new Route1("h", new Inner1("x"), List.of()));

    assertThatThrownBy(() -> codec(Strict.class).decode(bytes))
        .isInstanceOf(MalformedBytes.class)
        .hasMessageContaining("Strict");
  }

  @Test
  void constantsOfAnEnumMayBeReorderedAndAdded() {
    ValueCodec<Level1> one = codec(Level1.class);
    ValueCodec<Level2> two = codec(Level2.class);

    assertThat(two.decode(one.encode(Level1.LOW))).isEqualTo(Level2.LOW);
    assertThatThrownBy(() -> one.decode(two.encode(Level2.MIDDLE)))
        .isInstanceOf(MalformedBytes.class)
        .hasMessageContaining("MIDDLE");
  }

  @Test
  void hostileBytesAreMalformedAndNothingElse() {
    ValueCodec<Map<String, Route2>> codec = codec(holder());
    byte[] good =
        codec.encode(
            Map.of(
                "k",
                new Route2(
                    "h",
                    new Inner2("x", 5),
                    List.of(new Inner2("y", 6)),
                    "t",
                    1,
                    true,
                    Optional.of("m"),
                    Set.of("s", "u"))));
    Seeded.run(
        20_000,
        random -> {
          byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
          for (int i = random.nextInt(4); i >= 0; i--) {
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
          }
          try {
            Map<String, Route2> value = codec.decode(bad);
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
          } catch (MalformedBytes expected) {
            assertThat(expected).hasMessageNotContaining("null");
          }
        });
  }

  private static Type holder() {
    record Holder(Map<String, Route2> map) {}
    return Holder.class.getRecordComponents()[0].getGenericType();
  }

  private static <V> ValueCodec<V> codec(Type type) {
    return Codecs.forType(type, Optional.empty(), List.of());
  }
}
