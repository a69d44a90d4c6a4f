// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CodecsTest {
  enum Zone {
    EAST,
    WEST {
      @Override
      public String toString() {
        return "far west";
      }
    }
  }

  sealed interface Target<T> {}

  record Direct<T>(T to) implements Target<T> {}

  sealed interface Indirect<T> extends Target<T> {}

  record Chain<T>(List<Target<T>> hops) implements Indirect<T> {}

  enum Nowhere implements Target<Object> {
    DROP
  }

  record Numbers(
      boolean flag, byte b, short s, int i, long l, char c, float f, double d, Integer boxed) {}

  record Texts(String text, UUID id, URI uri, InetAddress address, Zone zone) {}

  record Times(Instant at, Duration took, LocalDate date, LocalTime time, LocalDateTime both) {}

  record Large(BigInteger whole, BigDecimal decimal) {}

  record Many(
      Optional<String> maybe, List<Zone> list, Set<Integer> set, Map<String, List<Long>> map) {}

  record Routed(Target<URI> target) {}

  record Tree(String name, List<Tree> children) {}

  record Empty() {}

  @Test
  void numbersComeBackAsTheyWere() {
    same(Numbers.class, new Numbers(true, (byte) -1, (short) -300, 1 << 30, -1L, 'ü', 1F, 2D, 9));
    same(
        Numbers.class,
        new Numbers(
            false,
            Byte.MIN_VALUE,
            Short.MIN_VALUE,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            '\uFFFF',
            Float.NaN,
            -0.0,
            null));
  }

  @Test
  void textsComeBackAsTheyWere() throws Exception {
    same(
        Texts.class,
        new Texts(
            "grün",
            new UUID(1, -2),
            URI.create("http://h:1/p?q"),
            InetAddress.ofLiteral("2001:db8::1"),
            Zone.WEST));
    same(Texts.class, new Texts(null, null, null, null, null));
    same(InetAddress.class, InetAddress.ofLiteral("127.0.0.1"));
  }

  @Test
  void timesComeBackAsTheyWere() {
    same(
        Times.class,
        new Times(
            Instant.MAX,
            Duration.ofNanos(-1),
            LocalDate.MIN,
            LocalTime.MAX,
            LocalDateTime.of(2026, 2, 3, 4, 5, 6, 7)));
  }

  @Test
  void largeNumbersComeBackAsTheyWere() {
    same(
        Large.class, new Large(BigInteger.ONE.shiftLeft(200).negate(), new BigDecimal("-12.3400")));
  }

  @Test
  void collectionsComeBackAsTheyWere() {
    same(
        Many.class,
        new Many(
            Optional.of("x"),
            List.of(Zone.WEST, Zone.EAST, Zone.WEST),
            Set.of(1, -5, 300),
            Map.of("a", List.of(1L), "b", List.of())));
    same(Many.class, new Many(Optional.empty(), List.of(), Set.of(), Map.of()));
  }

  @Test
  void sealedTypesComeBackAsTheyWere() {
    Target<URI> direct = new Direct<>(URI.create("http://h"));
    same(Routed.class, new Routed(direct));
    same(Routed.class, new Routed(new Chain<>(List.of(direct, direct))));
  }

  @Test
  void typesThatContainThemselvesComeBackAsTheyWere() {
    same(Tree.class, new Tree("r", List.of(new Tree("l", List.of()), new Tree("m", List.of()))));
    same(Empty.class, new Empty());
  }

  @Test
  void arraysComeBackAsTheyWere() {
    ValueCodec<int[][]> numbers = codec(int[][].class);
    int[][] value = {{1, 2}, {}, {-3}};
    assertThat(numbers.decode(numbers.encode(value))).isEqualTo(value);
    ValueCodec<String[]> texts = codec(String[].class);
    assertThat(texts.decode(texts.encode(new String[] {"a"}))).containsExactly("a");
    ValueCodec<byte[]> bytes = codec(byte[].class);
    assertThat(bytes.decode(bytes.encode(new byte[] {1, 2}))).containsExactly(1, 2);
  }

  @Test
  void equalSetsAndMapsHaveEqualBytesWhateverTheirOrder() {
    Set<Integer> forth = new LinkedHashSet<>(List.of(1, 2, 300, 4));
    Set<Integer> back = new LinkedHashSet<>(List.of(4, 300, 2, 1));
    Map<String, List<Long>> up = new LinkedHashMap<>();
    up.put("a", List.of());
    up.put("b", List.of(1L));
    Map<String, List<Long>> down = new LinkedHashMap<>();
    down.put("b", List.of(1L));
    down.put("a", List.of());
    ValueCodec<Many> codec = codec(Many.class);

    assertThat(codec.encode(new Many(Optional.empty(), List.of(), forth, up)))
        .isEqualTo(codec.encode(new Many(Optional.empty(), List.of(), back, down)));
  }

  @Test
  void whatIsReadIsImmutable() {
    ValueCodec<Many> codec = codec(Many.class);
    Many read =
        codec.decode(codec.encode(new Many(Optional.empty(), List.of(), Set.of(), Map.of())));

    assertThatThrownBy(() -> read.list().add(Zone.EAST))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> read.map().put("k", List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anExplicitCodecIsTakenAsItIsAndAProviderBeforeTheDerivedOne() {
    ValueCodec<String> own = codec(String.class);

    assertThat(Codecs.forType(Object.class, Optional.of(own))).isSameAs(own);
    assertThat(
            Codecs.<String>forType(
                String.class, Optional.empty(), List.of(type -> Optional.of(own))))
        .isSameAs(own);
  }

  @Test
  void aNullInsideACollectionIsRejected() {
    ValueCodec<Many> codec = codec(Many.class);

    assertThatThrownBy(
            () ->
                codec.encode(
                    new Many(
                        Optional.empty(), Collections.singletonList(null), Set.of(), Map.of())))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("null");
  }

  @Test
  void aValueOfAnotherTypeIsRejected() {
    ValueCodec<Object> codec = codec(Tree.class);

    assertThatThrownBy(() -> codec.encode("no tree")).isInstanceOf(DsmException.Rejected.class);
  }

  @Test
  void aValueNestedTooDeepOrTooLargeIsRejected() {
    Tree tree = new Tree("leaf", List.of());
    for (int i = 0; i < 40; i++) {
      tree = new Tree("t", List.of(tree));
    }
    Tree deep = tree;

    assertThatThrownBy(() -> codec(Tree.class).encode(deep))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("deep");
    assertThatThrownBy(() -> codec(String.class).encode("x".repeat(Codecs.MAX_BYTES)))
        .isInstanceOf(DsmException.Rejected.class);
  }

  private static <V> void same(Class<V> type, V value) {
    ValueCodec<V> codec = codec(type);
    byte[] bytes = codec.encode(value);
    assertThat(codec.decode(bytes)).isEqualTo(value);
    assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
  }

  private static <V> ValueCodec<V> codec(Type type) {
    return Codecs.forType(type, Optional.empty(), List.of());
  }
}
