// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmRuntime;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a node pays to hold an entry, beyond the objects that the caller gave it to hold. */
class HeapPerEntryTest {

  private static final int ENTRIES = 1_000_000;
  private static final int VALUE_BYTES = 200;

  /** Of an array. */
  private static final int REFERENCE_BYTES = 4;

  private static final RegisterSpec<String> SPEC =
      RegisterSpec.of("shared", "gateway", "many", String.class).build();

  @Test
  void aMillionEntriesCostLessThan150BytesEachBeyondTheirKeysAndValues() {
    try (DsmRuntime runtime = DsmRuntime.builder().clusterId("prod").serviceId("gateway").build()) {
      RegisterCollection<String> many = runtime.register(SPEC);
      runtime.start();
      long objects = keyAndValueObjects();
      long empty = usedHeap();
      for (int i = 0; i < ENTRIES; i++) {
        many.put(key(i), value(i));
      }
      double entry = (double) (usedHeap() - empty) / ENTRIES;
      double overhead = entry - (double) objects / ENTRIES;
      assertThat(many.size()).isEqualTo(ENTRIES);
      assertThat(many.get(key(1))).contains(value(1));
      System.out.printf(
          Locale.ROOT,
          "heap: entries=%d value=%dB entry=%.0fB overhead=%.0fB (without key and value objects)%n",
          ENTRIES,
          VALUE_BYTES,
          entry,
          overhead);
      assertThat(overhead).isBetween(1.0, 150.0);
    }
  }

  /** What any map would hold of the same entries. */
  private static long keyAndValueObjects() {
    long empty = usedHeap();
    String[] all = new String[2 * ENTRIES];
    Arrays.setAll(all, i -> i % 2 == 0 ? key(i / 2) : value(i / 2));
    long used = usedHeap() - empty;
    assertThat(all[1]).hasSize(VALUE_BYTES);
    return used - (long) REFERENCE_BYTES * all.length;
  }

  private static String key(int i) {
    return "key-%07d".formatted(i);
  }

  private static String value(int i) {
    String start = Integer.toString(i);
    return start + "v".repeat(VALUE_BYTES - start.length());
  }

  /** After collections until nothing more is found; references cleared by one free in the next. */
  private static long usedHeap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long before;
    long used = Long.MAX_VALUE;
    do {
      before = used;
      memory.gc();
      used = memory.getHeapMemoryUsage().getUsed();
    } while (used < before - 100_000);
    return used;
  }
}
