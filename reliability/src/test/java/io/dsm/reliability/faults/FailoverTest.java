// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Once through the long measurement: {@code ./dsm faults --failover}. */
class FailoverTest {

  private static final long SEED = Long.getLong("faults.seed", System.nanoTime() & 0xffffff);

  @TempDir private Path directory;

  @Test
  @Timeout(240)
  void everyScenarioEndsWithAnotherHolderAndNoStaleOne() throws Exception {
    String impossible = Network.impossible();
    assumeTrue(impossible.isEmpty(), impossible);
    List<Failover.Scenario> all = List.of(Failover.Scenario.values());
    FailoverTable table = new FailoverTable();
    Failover failover = new Failover(directory, SEED);
    failover.run(List.of(Failover.Term.SHORT, Failover.Term.FENCED_ONLY), all, 1, table);
    assertThat(table.runs()).as("seed %d", SEED).isEqualTo(all.size() + 1);
    assertThat(failover.stale()).as("seed %d", SEED).isZero();
  }
}
