// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivedTest {

  @Test
  void noNumberIsFirstTwice() {
    long seed = 11;
    Random random = new Random(seed);
    Arrived arrived = new Arrived();
    Set<Long> seen = new HashSet<>();
    long base = 1;
    for (int i = 0; i < 50_000; i++) {
      base += random.nextInt(40) == 0 ? random.nextInt(3_000) : random.nextInt(2);
      long number = Math.max(1, base - random.nextInt(900));
      boolean first = arrived.first(number);
      assertThat(first && seen.contains(number)).as("seed " + seed + " number " + number).isFalse();
      if (first) {
        seen.add(number);
      }
    }
    assertThat(seen).hasSizeGreaterThan(10_000);
  }

  @Test
  void whatIsTooOldToTellIsNotFirst() {
    Arrived arrived = new Arrived();
    assertThat(arrived.first(5_000)).isTrue();
    assertThat(arrived.first(3_000)).isFalse();
    assertThat(arrived.first(4_500)).isTrue();
    assertThat(arrived.first(4_500)).isFalse();
  }
}
