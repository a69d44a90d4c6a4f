// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmRuntime;
import io.dsm.lease.FencingToken;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import io.dsm.lock.RunResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What blocks or interrupts threads, on a node of its own in real time. */
class BlockingLocksTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final DsmRuntime node = DsmRuntime.builder().clusterId("alone").serviceId("test").build();
  private final FencedLock lock = node.lock(LockSpec.of("shared", "shop", "report"));
  private int inside;
  private long lastToken;

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void manyThreadsExcludeEachOtherUnderGrowingTokens() throws Exception {
    node.start();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<RunResult<Integer>> work = () -> lock.run(LONG, LONG, this::alone);
      List<Future<RunResult<Integer>>> results =
          threads.invokeAll(IntStream.range(0, 60).mapToObj(i -> work).toList());
      for (Future<RunResult<Integer>> result : results) {
        assertThat(result.get()).isInstanceOf(RunResult.Completed.class);
      }
    }
    assertThat(lastToken).isGreaterThanOrEqualTo(60);
  }

  /** Plain fields: a data race would show. */
  private int alone(FencingToken token) {
    assertThat(inside++).isZero();
    assertThat(token.value()).isGreaterThan(lastToken);
    lastToken = token.value();
    return inside--;
  }

  @Test
  void aBodyIsInterruptedWhenItsHoldIsLost() throws Exception {
    node.start();
    CountDownLatch never = new CountDownLatch(1);
    RunResult<String> result =
        lock.run(
            LONG,
            LONG,
            token -> {
              lock.revoke(token);
              never.await();
              return "not reached";
            });
    assertThat(result).isInstanceOf(RunResult.Lost.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(lock.tryLock(LONG)).isPresent();
  }

  @Test
  void aBodyIsInterruptedWhenItsTimeIsOverAndTheLockIsFree() throws Exception {
    node.start();
    CountDownLatch never = new CountDownLatch(1);
    RunResult<String> result =
        lock.run(
            LONG,
            Duration.ofMillis(50),
            token -> {
              never.await();
              return "not reached";
            });
    assertThat(result).isInstanceOf(RunResult.Overran.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(lock.tryLock(LONG)).isPresent();
  }

  @Test
  void aBodysOwnFailurePassesThroughAndTheLockIsFree() throws Exception {
    node.start();
    assertThatThrownBy(
            () ->
                lock.run(
                    LONG,
                    LONG,
                    token -> {
                      throw new IOException("disk");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(lock.tryLock(LONG)).isPresent();
  }

  @Test
  void whoIsInterruptedWhileWaitingLeavesTheLine() throws Exception {
    node.start();
    try (LockHold hold = lock.lock()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(lock::lock).isInstanceOf(InterruptedException.class);
      assertThat(hold.isValid()).isTrue();
      assertThat(lock.tryLock()).isEmpty();
    }
    assertThat(lock.tryLock(LONG)).isPresent();
  }
}
