// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dsm.DsmException;
import io.dsm.core.types.Seeded;
import io.dsm.core.types.crdt.Catalogue;
import io.dsm.core.types.crdt.laws.Site;
import io.dsm.crdt.CrdtSpec.Elements;
import io.dsm.crdt.CrdtSpec.Kind;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.DdSketch;
import io.dsm.crdt.HyperLogLog;
import io.dsm.crdt.TopK;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchesTest {
  private static final long HASH_OF_DSM = -4180363458150564914L;

  @Test
  void theHashOfAnElementIsPartOfTheFormat() {
    assertThat(ElementHash.of("dsm".getBytes(StandardCharsets.UTF_8))).isEqualTo(HASH_OF_DSM);
  }

  @Test
  void distinctElementsOfTwoNodesAreCountedOnceWithinFourStandardErrors() {
    Kind<HyperLogLog<Integer>> kind = Crdts.hyperLogLog(Integer.class);
    Site<HyperLogLog<Integer>> a = new Site<>("a", kind);
    Site<HyperLogLog<Integer>> b = new Site<>("b", kind);
    int next = 0;
    for (int goal : new int[] {10, 100, 1_000, 10_000, 100_000}) {
      for (; next < goal; next++) {
        a.crdt().add(next);
        if (next % 3 == 0) {
          b.crdt().add(next);
        }
      }
      a.merge(b);
      assertThat((double) a.crdt().estimate()).isCloseTo(goal, within(Math.max(1, goal * 0.0325)));
    }
    assertThat(a.bytes().length).isLessThan((1 << Crdts.PRECISION) + 200);
    assertThat(a.decoded(a.bytes())).isEqualTo(a.decoded(a.bytes()));
  }

  @Test
  void aDeltaOfADistinctCountIsSmall() {
    Site<HyperLogLog<Integer>> a = new Site<>("a", Crdts.hyperLogLog(Integer.class));
    a.crdt().add(7);

    assertThat(a.lastBytes().length).isLessThan(80);
  }

  @Test
  void percentilesAreWithinTheRelativeAccuracyOfTheExactOnes() {
    Seeded.run(20, SketchesTest::checkPercentiles);
  }

  private static void checkPercentiles(Random random) {
    Site<DdSketch> a = new Site<>("a", Crdts.ddSketch());
    Site<DdSketch> b = new Site<>("b", Crdts.ddSketch());
    double[] values = new double[500];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(random.nextGaussian() * 5) * (random.nextInt(4) == 0 ? -1 : 1);
      (random.nextBoolean() ? a : b).crdt().record(values[i]);
    }
    a.merge(b);
    Arrays.sort(values);
    for (double q : new double[] {0, 0.01, 0.5, 0.9, 0.99, 1}) {
      double exact = values[(int) (q * (values.length - 1))];
      assertThat(a.crdt().quantile(q).orElseThrow())
          .isCloseTo(exact, within(Crdts.ACCURACY * Math.abs(exact) * 1.000001 + 1e-9));
    }
  }

  @Test
  void numbersOutOfRangeCountAsItsEnds() {
    Site<DdSketch> a = new Site<>("a", Crdts.ddSketch());
    a.crdt().record(1e-12);
    assertThat(a.crdt().quantile(0.5)).hasValue(0);
    a.crdt().record(1e300);
    assertThat(a.crdt().quantile(1).orElseThrow()).isCloseTo(1e12, within(1e10));
    assertThatThrownBy(() -> a.crdt().record(Double.NaN)).isInstanceOf(DsmException.Rejected.class);
  }

  @Test
  void theMostFrequentOfAllNodesAreFoundWithinTheirBounds() {
    Kind<TopK<String>> kind = new Kind.Frequent<>(Elements.of(String.class), 50);
    Site<TopK<String>> a = new Site<>("a", kind);
    Site<TopK<String>> b = new Site<>("b", kind);
    Map<String, Long> truth = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String element = "e" + (int) Math.abs(random.nextGaussian() * random.nextInt(200));
      truth.merge(element, 1L, Long::sum);
      (random.nextBoolean() ? a : b).crdt().add(element);
    }
    a.merge(b);
    assertThat(a.crdt().total()).isEqualTo(20_000);
    assertThat(a.crdt().top(10))
        .hasSize(10)
        .allSatisfy(
            hit -> assertThat(truth.get(hit.element())).isBetween(hit.atLeast(), hit.atMost()))
        .allSatisfy(hit -> assertThat(hit.atMost() - hit.atLeast()).isLessThanOrEqualTo(400));
    assertThat(a.crdt().top(1).getFirst().element()).isEqualTo("e0");
    assertThat(a.lastBytes().length).isLessThan(40);
  }

  @Test
  void sizesOutOfRangeAreRejected() {
    assertThatThrownBy(() -> Catalogue.definition(new Kind.Percentiles(0.5)))
        .isInstanceOf(DsmException.Rejected.class);
    assertThatThrownBy(
            () -> Catalogue.definition(new Kind.Distinct<>(Elements.of(String.class), 17)))
        .isInstanceOf(DsmException.Rejected.class);
    assertThatThrownBy(
            () -> Catalogue.definition(new Kind.Frequent<>(Elements.of(String.class), 0)))
        .isInstanceOf(DsmException.Rejected.class);
  }
}
