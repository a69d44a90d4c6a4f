// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.dsm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What operations allocate once they are compiled. Unlike their times this does not depend on what
 * else the machine does, so it is a promise that can be tested.
 */
class AllocationTest {

  private static final int OPERATIONS = 20_000;

  /** In which the compiler, which runs beside, must have come to the operation. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final int KEYS = 1_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final String[] keys = new String[KEYS];
  private DsmRuntime runtime;
  private RegisterCollection<String> map;
  private PnCounter counter;
  private Lease<String> lease;
  private long sink;

  @BeforeEach
  void start() throws Exception {
    runtime = DsmRuntime.builder().clusterId("allocation").serviceId("allocation").build();
    map = runtime.register(RegisterSpec.of("t", "app", "map", String.class).build());
    counter =
        runtime.crdt(CrdtSpec.counters(new CollectionAddress("t", "app", "counters"))).at("n");
    LeaseCollection<String> leases =
        runtime.lease(LeaseSpec.of("t", "app", "leases", String.class).build());
    runtime.start();
    for (int i = 0; i < KEYS; i++) {
      keys[i] = "key-" + i;
      map.put(keys[i], "value-" + i);
    }
    assertThat(leases.acquire("k", "v").toCompletableFuture().get())
        .isInstanceOfSatisfying(
            AcquireResult.Acquired.class, acquired -> lease = lease(acquired.lease()));
  }

  @AfterEach
  void stop() {
    runtime.close();
    assertThat(sink).isNotNegative();
  }

  @Test
  void aLocalReadAllocatesNothing() {
    assertThat(
            bytesAtLast(
                0,
                () -> {
                  for (int i = 0; i < OPERATIONS; i++) {
                    sink += map.get(keys[i % KEYS]).orElse("").length();
                  }
                }))
        .isZero();
  }

  @Test
  void askingWhetherALeaseIsHeldAllocatesNothing() {
    assertThat(
            bytesAtLast(
                0,
                () -> {
                  for (int i = 0; i < OPERATIONS; i++) {
                    sink += lease.isValid() ? 1 : 0;
                  }
                }))
        .isZero();
  }

  @Test
  void manyAdditionsToACounterShareWhatADeltaTakes() {
    assertThat(
            bytesAtLast(
                8,
                () -> {
                  for (int i = 0; i < OPERATIONS; i++) {
                    counter.increment();
                  }
                }))
        .isLessThanOrEqualTo(8);
  }

  @Test
  void aLocalWriteTakesLittleMoreThanItsEntry() {
    assertThat(
            bytesAtLast(
                700,
                () -> {
                  for (int i = 0; i < OPERATIONS; i++) {
                    map.put(keys[i % KEYS], "value");
                  }
                }))
        .isLessThanOrEqualTo(700);
  }

  /** Whole bytes an operation allocates, as soon as they are few enough, or in the end. */
  private long bytesAtLast(long enough, Runnable operations) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long bytes;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      operations.run();
      bytes = (threads.getCurrentThreadAllocatedBytes() - before) / OPERATIONS;
    } while (bytes > enough && System.nanoTime() - end < 0);
    return bytes;
  }

  @SuppressWarnings("unchecked") // the collection is one of texts
  private static Lease<String> lease(Object lease) {
    return (Lease<String>) lease;
  }
}
