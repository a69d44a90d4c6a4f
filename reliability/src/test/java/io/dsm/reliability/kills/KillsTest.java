// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A slice of the long run: {@code ./dsm kills}. */
class KillsTest {

  private static final int CYCLES = Integer.getInteger("kills.cycles", 15);
  private static final long SEED = Long.getLong("kills.seed", System.nanoTime() & 0xffffff);

  @TempDir private Path directory;

  @Test
  @Timeout(240)
  void killedProcessesKeepWhatTheyAcknowledgedAndNothingGoesBack() throws Exception {
    Kills kills = new Kills(new Kills.Options(CYCLES, SEED, freePorts(), directory));
    Findings findings = kills.run();
    assertThat(findings.none()).as("seed %d: %s", SEED, kills.summary()).isTrue();
    assertThat(kills.granted()).isPositive();
  }

  private static int freePorts() {
    Random random = new Random(SEED);
    int first = 20_000 + 4 * random.nextInt(2_500);
    while (!isFree(first) || !isFree(first + 1) || !isFree(first + 2)) {
      first = 20_000 + 4 * random.nextInt(2_500);
    }
    return first;
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port)) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
