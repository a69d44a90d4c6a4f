// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static io.dsm.core.types.lease.LeaseScript.ANN;
import static io.dsm.core.types.lease.LeaseScript.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaseSnapshotsTest {

  private final LeaseScript leases = new LeaseScript();

  @Test
  void aRestoredStateGivesTheSameSnapshotAndGoesOnWithTheSameTokens() {
    for (int i = 0; i < 5_000; i++) {
      leases.acquire(i % 2 == 0 ? ANN : BOB, "key" + i);
      if (i % 3 == 0) {
        leases.release(i % 2 == 0 ? ANN : BOB, "key" + i, 1);
      }
    }
    List<byte[]> chunks = LeaseSnapshots.chunks(leases.state);

    LeaseState restored = LeaseSnapshots.state(chunks);

    assertThat(LeaseSnapshots.chunks(restored)).usingRecursiveComparison().isEqualTo(chunks);
    assertThat(chunks).hasSizeGreaterThan(1).allMatch(chunk -> chunk.length <= 256 * 1024);
    var again =
        new LeaseCommand.Acquire(
            LeaseScript.key("key0"), BOB, new LeaseValue(new byte[0]), LeaseScript.TIMING, 0);
    assertThat(restored.apply(again)).isEqualTo(leases.state.apply(again));
  }

  @Test
  void damagedBytesAreRefusedAndNeverHalfRead() {
    leases.acquire(ANN, "k");
    byte[] command = LeaseCodec.encode(new LeaseCommand.Release(LeaseScript.claim("k", 1), ANN));
    for (int length = 0; length < command.length; length++) {
      byte[] cut = Arrays.copyOf(command, length);
      assertThatIllegalArgumentException().isThrownBy(() -> LeaseCodec.command(cut));
    }
    byte[] longer = Arrays.copyOf(command, command.length + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> LeaseCodec.command(longer));
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      if (noise.length > 1) {
        noise[0] = 1;
        noise[1] = (byte) (1 + random.nextInt(7));
      }
      try {
        LeaseCodec.command(noise);
      } catch (IllegalArgumentException expected) {
        // the only way out
      }
    }
  }
}
