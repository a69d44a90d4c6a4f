// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Repair moves bytes in proportion to the difference, not to the data. No logs are kept, so every
 * difference is found by comparing ranges.
 */
class RepairBytesTest {

  private static final String VALUE = "v".repeat(192);
  private static final int KEY_BYTES = 11;
  private static final int ENTRY_BYTES = KEY_BYTES + 200;

  /** What every comparison costs, however little differs: digests, vectors, begin and end. */
  private static final long FLOOR_BYTES = 2_000;

  private final VirtualCluster cluster =
      new VirtualCluster(21)
          .setting("log.bytes-max", "0")
          .setting("repair.bytes-per-second", "8GiB");
  private final Random random = new Random(5);
  private int written;

  @Test
  void bytesMovedAreInProportionToTheDifference() {
    int entries = 40_000;
    fill(entries);
    for (int difference : List.of(1, 2, 5, 10, 20, 50, 100, 1_000, 10_000, 20_000)) {
      measure(entries, difference);
    }
  }

  @Test
  @Tag("slow")
  void bytesMovedAreInProportionToTheDifferenceAmongAMillion() {
    int entries = 1_000_000;
    fill(entries);
    for (int difference : List.of(1, 10, 100, 1_000, 10_000, 100_000, 500_000)) {
      measure(entries, difference);
    }
  }

  private void fill(int entries) {
    VirtualNode a = cluster.start("a");
    for (int key = 0; key < entries; key++) {
      a.hints.put(key(key), value());
    }
    cluster.start("b");
    assertThat(cluster.time().runUntil(this::isEqual, 60_000)).isTrue();
    cluster.time().run(2_000);
  }

  /** Changes so many keys, half of them on each side of a partition, and heals. */
  private void measure(int entries, int difference) {
    VirtualNode a = cluster.node("a");
    VirtualNode b = cluster.node("b");
    cluster.network().partition(List.of(Set.of(a.member), Set.of(b.member)));
    int step = entries / difference;
    int offset = random.nextInt(step);
    for (int i = 0; i < difference; i++) {
      (i % 2 == 0 ? a : b).hints.put(key(i * step + offset), value());
    }
    cluster.time().run(2_000);
    long before = cluster.network().sentBytes();
    cluster.network().heal();
    assertThat(cluster.time().runUntil(this::isEqual, 60_000)).isTrue();
    long bytes = cluster.network().sentBytes() - before;
    cluster.time().run(2_000);
    long least = (long) difference * ENTRY_BYTES;
    System.out.printf(
        "measured: %,d of %,d entries differ: %,d bytes moved for %,d, ratio %.2f%n",
        difference, entries, bytes, least, (double) bytes / least);
    assertThat(bytes).isLessThanOrEqualTo(FLOOR_BYTES + 3 * least);
  }

  private boolean isEqual() {
    var first = cluster.node("a").node.engineState();
    var second = cluster.node("b").node.engineState();
    return first.known().equals(second.known()) && first.content() == second.content();
  }

  private String value() {
    return VALUE + "%08d".formatted(written++);
  }

  private static String key(int number) {
    return "key-%07d".formatted(number);
  }
}
