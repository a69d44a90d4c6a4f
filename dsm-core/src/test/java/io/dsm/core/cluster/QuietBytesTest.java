// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import org.junit.jupiter.api.Test;

/** A cluster in which nothing happens exchanges roots and nothing else. */
class QuietBytesTest {

  /** Roots of vector and content, and how far the sender has come. */
  private static final int DIGEST_BYTES_MAX = 52;

  @Test
  void aQuietClusterExchangesRootsOnlyHoweverMuchItHolds() {
    VirtualCluster cluster = new VirtualCluster(3);
    VirtualNode a = cluster.start("a");
    cluster.start("b");
    cluster.start("c");
    for (int i = 0; i < 20_000; i++) {
      a.hints.put("key-" + i, "v".repeat(200));
      if (i % 100 == 0) {
        a.counters.at("c" + i).add(i);
      }
    }
    assertThat(cluster.converge(60_000)).isTrue();
    cluster.time().run(10_000);
    long frames = cluster.network().sent();
    long bytes = cluster.network().sentBytes();
    cluster.time().run(60_000);
    frames = cluster.network().sent() - frames;
    bytes = cluster.network().sentBytes() - bytes;
    System.out.printf(
        "measured: three quiet nodes with 20,000 entries of 200 bytes: %d frames, %,d bytes in a"
            + " minute%n",
        frames, bytes);
    // Each of three nodes tells two others at every tick, which comes once a second, jittered.
    assertThat(frames).isBetween(200L, 600L);
    assertThat(bytes).isLessThanOrEqualTo(frames * DIGEST_BYTES_MAX);
  }
}
