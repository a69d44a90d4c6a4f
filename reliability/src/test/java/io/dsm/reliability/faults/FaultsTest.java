// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dsm.reliability.faults.check.Violations;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A slice of the long run: {@code ./dsm faults}. */
class FaultsTest {

  private static final long SECONDS = Long.getLong("faults.seconds", 20);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime() & 0xffffff);

  @TempDir private Path directory;

  @Test
  @Timeout(240)
  void cutStoppedAndKilledProcessesKeepTheirPromises() throws Exception {
    String impossible = Network.impossible();
    assumeTrue(impossible.isEmpty(), impossible);
    Campaign campaign =
        new Campaign(new Campaign.Options(Duration.ofSeconds(SECONDS), 3, SEED, directory));
    Violations violations = campaign.run();
    assertThat(violations.all()).as("seed %d: %s", SEED, campaign.summary()).isEmpty();
    assertThat(campaign.tally().cuts() + campaign.tally().of(Tally.Kind.KILL)).isPositive();
  }
}
