// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmRuntime;
import io.dsm.diagnostics.StreamDiagnostics;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.stream.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A watcher that does not return, on a real node with real threads. */
class SlowWatcherTest {

  private static final RegisterSpec<Integer> SPEC =
      RegisterSpec.of("shared", "gateway", "numbers", Integer.class).build();

  private static final int WRITES = 20_000;
  private static final int BACKLOG = 256;

  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<Change<Integer>> slow = new CopyOnWriteArrayList<>();

  @Test
  void itDelaysNeitherTheWriterNorAnotherWatcherAndLearnsHowMuchItMissed() throws Exception {
    try (DsmRuntime node = node()) {
      RegisterCollection<Integer> numbers = node.register(SPEC);
      node.start();
      numbers.put("k", 0);
      numbers.watch(this::stickAtTheFirst);
      stuck.await();

      AtomicLong newest = new AtomicLong();
      List<Long> outOfOrder = new ArrayList<>();
      numbers.watch(
          change -> {
            long number = number(change);
            if (number >= 0 && newest.getAndSet(number) > number) {
              outOfOrder.add(number);
            }
          });
      for (int i = 1; i <= WRITES; i++) {
        numbers.put("k", i);
      }
      // All this while the first watcher has not returned.
      await().until(() -> newest.get() == WRITES);
      assertThat(outOfOrder).isEmpty();
      assertThat(slow).hasSize(1);

      long before = stream(node).missed();
      release.countDown();
      await().until(() -> slow.getLast().equals(new Change.Current<>("k", WRITES)));
      assertThat(slow.subList(1, slow.size()))
          .containsExactly(new Change.Gap<>(WRITES), new Change.Current<>("k", WRITES));
      assertThat(stream(node).missed() - before).isEqualTo(WRITES);
      assertThat(stream(node).gaps()).isPositive();
      assertThat(stream(node).watchers()).isEqualTo(2);
    }
  }

  @Test
  void everyChangeIsEitherGivenOrCountedAsMissed() throws Exception {
    try (DsmRuntime node = node()) {
      RegisterCollection<Integer> numbers = node.register(SPEC);
      node.start();
      numbers.put("k", 0);
      AtomicLong given = new AtomicLong();
      AtomicLong newest = new AtomicLong();
      numbers.watch(
          change -> {
            switch (change) {
              case Change.Updated<Integer> _ -> given.incrementAndGet();
              case Change.Gap<Integer>(long dropped) -> given.addAndGet(dropped);
              case Change.Current<Integer> _, Change.Removed<Integer> _ -> {}
            }
            newest.set(number(change));
          });
      await().until(() -> stream(node).watchers() == 1);
      for (int i = 1; i <= WRITES; i++) {
        numbers.put("k", i);
      }
      await().until(() -> newest.get() == WRITES);

      assertThat(given).hasValue(WRITES);
    }
  }

  private static DsmRuntime node() {
    return DsmRuntime.builder()
        .clusterId("c")
        .serviceId("s")
        .setting("watch.backlog", Integer.toString(BACKLOG))
        .build();
  }

  private void stickAtTheFirst(Change<Integer> change) {
    slow.add(change);
    stuck.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static StreamDiagnostics stream(DsmRuntime node) {
    return node.diagnostics().collections().getFirst().stream();
  }

  private static long number(Change<Integer> change) {
    return switch (change) {
      case Change.Current<Integer>(String _, Integer value) -> value;
      case Change.Updated<Integer>(String _, Integer value) -> value;
      case Change.Removed<Integer> _, Change.Gap<Integer> _ -> -1;
    };
  }
}
