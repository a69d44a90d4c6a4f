// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sums are what a model that adds everything up each time says. */
class RangeDigestTest {

  private final Map<String, Long> shares = new HashMap<>();
  private final RangeDigest digest = new RangeDigest(key -> shares.getOrDefault(key, 0L));
  private final Random random = new Random(3);

  @Test
  void everySumIsThatOfTheModelWhateverTheOrderOfChanges() {
    for (int step = 0; step < 60_000; step++) {
      change("k" + random.nextInt(9_000));
      if (step % 5_000 == 0) {
        compareWithTheModel();
      }
    }
    compareWithTheModel();
    List.copyOf(shares.keySet()).forEach(this::forget);
    assertThat(digest.root()).isZero();
    assertThat(digest.size()).isZero();
  }

  @Test
  void keysComeInTheOrderOfTheirHashesInPiecesThatLeaveNothingOut() {
    for (int i = 0; i < 5_000; i++) {
      change("k" + i);
    }
    List<String> found = new ArrayList<>();
    long from = 0;
    while (true) {
      List<String> piece = digest.inOrder(from, -1L, keys -> keys.size() >= 100);
      if (piece.isEmpty()) {
        break;
      }
      found.addAll(piece);
      from = Hashes.of(piece.getLast()) + 1;
    }
    assertThat(found).hasSize(5_000).doesNotHaveDuplicates();
    assertThat(found).isSortedAccordingTo((l, r) -> Long.compareUnsigned(hash(l), hash(r)));
  }

  @Test
  void aKeyIsFoundByItsRangeAndSuffix() {
    for (int i = 0; i < 3_000; i++) {
      change("k" + i);
    }
    for (int bits = 0; bits <= Range.BITS_MAX; bits += Range.STEP) {
      Range range = Range.around(hash("k77"), bits);
      assertThat(digest.keys(range, range.suffix(hash("k77")))).containsExactly("k77");
    }
  }

  @Test
  void keysOfOneHashAreKeptApart() {
    change("AaAa");
    change("BBBB");
    assertThat(hash("AaAa")).isEqualTo(hash("BBBB"));
    assertThat(digest.keys(Range.ALL, Range.ALL.suffix(hash("AaAa"))))
        .containsExactlyInAnyOrder("AaAa", "BBBB");
    forget("AaAa");
    assertThat(digest.root()).isEqualTo(shares.get("BBBB"));
  }

  @Test
  void briefSumsAreZeroForNothingOnlyAndDifferBySalt() {
    assertThat(Hashes.brief(0, 9)).isZero();
    for (int i = 1; i < 100_000; i++) {
      assertThat(Hashes.brief(i, 9)).isNotZero();
    }
    assertThat(Hashes.brief(5, 1)).isNotEqualTo(Hashes.brief(5, 2));
  }

  private void change(String key) {
    Long before = shares.get(key);
    if (before != null && random.nextInt(3) == 0) {
      forget(key);
      return;
    }
    long after = random.nextLong();
    shares.put(key, after);
    if (before == null) {
      digest.added(key, after);
    } else {
      digest.replaced(key, before, after);
    }
  }

  private void forget(String key) {
    Long before = shares.remove(key);
    digest.forgotten(key, before == null ? 0 : before);
  }

  private void compareWithTheModel() {
    for (int bits = 0; bits <= 12; bits += Range.STEP) {
      for (int i = 0; i < 16; i++) {
        Range range = new Range(random.nextInt(1 << bits), bits);
        assertThat(digest.sum(range)).as("%s", range).isEqualTo(model(range));
      }
    }
  }

  private long model(Range range) {
    return shares.entrySet().stream()
        .filter(entry -> range.contains(hash(entry.getKey())))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static long hash(String key) {
    return Hashes.of(key);
  }
}
