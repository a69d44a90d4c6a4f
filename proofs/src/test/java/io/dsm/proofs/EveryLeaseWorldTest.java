// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/**
 * The product's replicated state of leases in the place of the model's. If it decided anything else
 * than the model at any point, other worlds would be reached, or another number of them.
 */
class EveryLeaseWorldTest {

  private static final Map<String, String> CONSTANTS =
      Map.of("Voters", "{v1}", "Term", "2", "Wait", "4", "Slow", "1", "Fast", "2");

  @Test
  void withTheProductInItsMiddleTheModelReachesTheSameWorlds()
      throws IOException, InterruptedException {
    Map<LeaseWorld, RealLease> seen = new HashMap<>();
    Queue<LeaseWorld> open = new ArrayDeque<>();
    seen.put(LeaseWorld.first(), new RealLease(List.of()));
    open.add(LeaseWorld.first());
    while (!open.isEmpty()) {
      LeaseWorld world = open.remove();
      assertThat(world.hasTwoHolders() || world.hasFalseHolder()).as("%s", world).isFalse();
      world.successors(
          seen.get(world),
          (next, real) -> {
            if (seen.putIfAbsent(next, real) == null) {
              open.add(next);
            }
          });
    }
    assertThat((long) seen.size()).isEqualTo(statesOfTheModel());
  }

  /** Counted one by one: members are not interchangeable in the search above. */
  private static long statesOfTheModel() throws IOException, InterruptedException {
    Tlc tlc =
        new Tlc(Path.of("src/test/tla"), Path.of("target/proofs"), Duration.ofMinutes(5), 400)
            .countingEachMember();
    Verdict verdict = tlc.check(Model.holds("Lease", "counted", 1, CONSTANTS));
    assertThat(verdict.complete()).as(() -> String.join("\n", verdict.output())).isTrue();
    return verdict.states();
  }
}
