// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A slice of the laws for every ready kind. {@code -Ddsm.laws.histories=N} runs more, {@code
 * -Ddsm.test.seed=S} a failed one again.
 */
class LawsTest {
  private static final int HISTORIES = Integer.getInteger("dsm.laws.histories", 3_000);

  @TestFactory
  Stream<DynamicTest> everyKindKeepsTheLawsAndItsMeaning() {
    return Specifications.all().stream()
        .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> run(kind)));
  }

  private static void run(Specification<?, ?> kind) {
    Long fixed = Long.getLong("dsm.test.seed");
    Random seeds = new Random();
    for (int i = 0; i < (fixed == null ? HISTORIES : 1); i++) {
      Laws.run(kind, fixed == null ? seeds.nextLong() : fixed);
    }
  }
}
