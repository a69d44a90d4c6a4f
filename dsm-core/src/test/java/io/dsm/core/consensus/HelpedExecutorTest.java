// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HelpedExecutorTest {

  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final HelpedExecutor executor = new HelpedExecutor(turns::add);
  private final List<String> ran = new ArrayList<>();

  private void runTurns() {
    for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
      turn.run();
    }
  }

  @Test
  void whoeverFindsItIdleRunsItsTaskAtOnce() {
    executor.executeHere(() -> ran.add("here"));

    assertThat(ran).containsExactly("here");
    assertThat(turns).isEmpty();
  }

  @Test
  void aTaskNeverOvertakesOneThatWaits() {
    executor.execute(() -> ran.add("first"));
    executor.executeHere(() -> ran.add("second"));
    assertThat(ran).isEmpty();
    runTurns();

    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void whatATaskHandsOverRunsAfterItOnTheOtherThread() {
    executor.executeHere(
        () -> {
          executor.execute(() -> ran.add("later"));
          executor.executeHere(() -> ran.add("last"));
          ran.add("now");
        });
    assertThat(ran).containsExactly("now");
    runTurns();

    assertThat(ran).containsExactly("now", "later", "last");
  }

  @Test
  void aTaskThatFailsDoesNotStopTheRest() {
    executor.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    executor.execute(() -> ran.add("next"));
    while (!turns.isEmpty()) {
      try {
        runTurns();
      } catch (IllegalStateException expected) {
        ran.add("failed");
      }
    }

    assertThat(ran).containsExactly("failed", "next");
  }

  @Test
  void manyThreadsRunOneTaskAtATimeAndLoseNone() throws InterruptedException {
    int threads = 4;
    int each = 20_000;
    int[] count = {0};
    ExecutorService own = Executors.newSingleThreadExecutor();
    HelpedExecutor shared = new HelpedExecutor(own);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int t = 0; t < threads; t++) {
        pool.execute(
            () -> {
              for (int i = 0; i < each; i++) {
                if (i % 2 == 0) {
                  shared.execute(() -> count[0]++);
                } else {
                  shared.executeHere(() -> count[0]++);
                }
              }
            });
      }
    }
    java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
    shared.execute(done::countDown);
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    own.shutdown();

    assertThat(count[0]).isEqualTo(threads * each);
  }
}
