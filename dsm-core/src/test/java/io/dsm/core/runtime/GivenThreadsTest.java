// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmRuntime;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.register.WriteOptions;
import io.dsm.register.WriteOptions.Acknowledgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callbacks on threads that somebody else has given. */
class GivenThreadsTest {

  private static final RegisterSpec<String> HINTS =
      RegisterSpec.of("shared", "gateway", "hints", String.class).build();

  private final ExecutorService pool =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("given-", 0).factory());
  private final Queue<String> threads = new ConcurrentLinkedQueue<>();

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  @Test
  void watchersAndStagesRunOnThem() {
    AtomicInteger handedOver = new AtomicInteger();
    Executor counting =
        task -> {
          handedOver.incrementAndGet();
          pool.execute(task);
        };
    try (DsmRuntime node = start(counting)) {
      RegisterCollection<String> hints = node.register(HINTS);
      node.start();
      hints
          .put("k", "v", WriteOptions.of(Acknowledgement.ALL, Duration.ofSeconds(5)))
          .toCompletableFuture()
          .join();
      assertThat(handedOver).hasValue(1);
      hints.watch(_ -> note());
      await().until(() -> !threads.isEmpty());
    }
    assertThat(threads).allMatch(name -> name.startsWith("given-"));
  }

  @Test
  void whatTheyRefuseRunsOnThreadsOfTheNode() {
    try (DsmRuntime node = start(pool)) {
      RegisterCollection<String> hints = node.register(HINTS);
      node.start();
      pool.shutdown();
      hints.watch(_ -> note());
      hints.put("k", "v");
      await().until(() -> !threads.isEmpty());
    }
    assertThat(threads).allMatch(name -> name.startsWith("dsm-"));
  }

  @Test
  void whatMustKeepItsOrderKeepsItOnAnyNumberOfThreads() {
    List<Integer> ran = new ArrayList<>();
    Executor serial = new GivenThreads(pool, Runnable::run).serial();
    List<Integer> asked = IntStream.range(0, 10_000).boxed().toList();
    // Not a thread-safe list: only tasks that never overlap leave it whole.
    asked.forEach(number -> serial.execute(() -> ran.add(number)));
    serial.execute(this::note);
    await().until(() -> !threads.isEmpty());

    assertThat(ran).isEqualTo(asked);
  }

  @Test
  void aTaskThatThrowsDoesNotKeepTheOthersFromRunning() {
    List<Runnable> tasks = new ArrayList<>();
    Executor serial = new GivenThreads(tasks::add, Runnable::run).serial();
    serial.execute(
        () -> {
          throw new IllegalStateException("thrown on purpose by a test");
        });
    serial.execute(this::note);
    try {
      tasks.removeFirst().run();
    } catch (IllegalStateException expected) {
      assertThat(tasks).hasSize(1);
    }
    tasks.removeFirst().run();

    assertThat(threads).hasSize(1);
  }

  @Test
  void withoutAnyThreadTheCallerIsToldAndLaterTasksAreTriedAgain() {
    List<Runnable> tasks = new ArrayList<>();
    boolean[] open = {false};
    Executor serial =
        new GivenThreads(
                _ -> {
                  throw new RejectedExecutionException("busy");
                },
                task -> {
                  if (!open[0]) {
                    throw new RejectedExecutionException("closed");
                  }
                  tasks.add(task);
                })
            .serial();
    try {
      serial.execute(this::note);
    } catch (RejectedExecutionException expected) {
      open[0] = true;
    }
    serial.execute(this::note);
    while (!tasks.isEmpty()) {
      tasks.removeFirst().run();
    }

    assertThat(open[0]).isTrue();
    assertThat(threads).hasSize(2);
  }

  private static DsmRuntime start(Executor callbacks) {
    return DsmRuntime.builder().clusterId("c").serviceId("s").callbacks(callbacks).build();
  }

  private void note() {
    threads.add(Thread.currentThread().getName());
  }
}
