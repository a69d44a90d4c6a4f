// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.core.command.Command;
import io.dsm.core.command.Outcome;
import io.dsm.core.engine.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One step at a time, nothing lost, nobody left waiting: on real threads. */
class LoopTest {

  private static final Command.Remove COMMAND =
      new Command.Remove(new CollectionAddress("t", "a", "c"), "k");

  private final AtomicBoolean inside = new AtomicBoolean();
  private final AtomicInteger overlaps = new AtomicInteger();
  private int steps;

  private void step(Event event) {
    if (!inside.compareAndSet(false, true)) {
      overlaps.incrementAndGet();
    }
    steps++;
    if (event instanceof Event.RemoveRequested remove) {
      remove.caller().complete(new Outcome.Removed(true));
    }
    inside.set(false);
  }

  @RepeatedTest(20)
  void manyThreadsShareOneLoopWithoutLossOrOverlap() throws Exception {
    int threads = 8;
    int each = 5_000;
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService callers = Executors.newFixedThreadPool(threads)) {
      Loop loop = new Loop(this::step, pool, 1_000, () -> {});
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        boolean waits = t % 2 == 0;
        done.add(
            callers.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    if (waits) {
                      call(loop);
                    } else {
                      loop.submit(new Event.RepairTick());
                    }
                  }
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
      while (loop.depth() > 0) {
        Thread.onSpinWait();
      }
      call(loop);
      assertThat(overlaps).hasValue(0);
      assertThat(steps).isEqualTo(threads * each + 1);
    }
  }

  @Test
  void aCallerParksWhileAnotherRunsAndIsWoken() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Loop loop = new Loop(this::step, Runnable::run, 10, () -> {});
    Thread runner =
        Thread.ofPlatform()
            .start(
                () ->
                    loop.execute(
                        () -> {
                          entered.countDown();
                          awaitUninterruptibly(leave);
                        }));
    entered.await();
    Thread caller = Thread.ofPlatform().start(() -> call(loop));
    while (caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    leave.countDown();
    caller.join();
    runner.join();
    assertThat(steps).isEqualTo(1);
  }

  @Test
  void aFullQueueRefusesOffersButNeverTheNodesOwnEvents() {
    Loop[] loop = new Loop[1];
    List<Boolean> offered = new ArrayList<>();
    loop[0] = new Loop(this::step, Runnable::run, 2, () -> {});
    loop[0].execute(
        () -> {
          for (int i = 0; i < 3; i++) {
            offered.add(loop[0].offer(new Event.RepairTick()));
          }
          loop[0].submit(new Event.ExpiryTick());
        });
    assertThat(offered).containsExactly(true, true, false);
    assertThat(steps).isEqualTo(3);
  }

  @Test
  void aCallFromInsideAStepIsRefusedInsteadOfHanging() {
    Loop[] loop = new Loop[1];
    loop[0] = new Loop(this::step, Runnable::run, 2, () -> {});
    loop[0].execute(
        () -> assertThatThrownBy(() -> call(loop[0])).isInstanceOf(DsmException.Rejected.class));
    assertThat(steps).isZero();
  }

  private static void call(Loop loop) {
    Ticket ticket = new Ticket();
    assertThat(loop.call(new Event.RemoveRequested(COMMAND, ticket), ticket))
        .isEqualTo(new Outcome.Removed(true));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
