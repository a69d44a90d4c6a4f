// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.types.Seeded;
import io.dsm.stream.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchLawsTest {

  @Test
  void anyInterleavingEndsWithWhatIsThereAndNeverGoesBack() {
    Seeded.run(
        10_000,
        random -> {
          Steps delivery = new Steps();
          Steps loop = new Steps();
          Store store = new Store(delivery, loop, 1 + random.nextInt(4));
          List<Mirror> mirrors = new ArrayList<>();
          for (int i = 1; i < 60; i++) {
            step(random, delivery, loop, store, mirrors, i);
          }
          while (loop.waiting() + delivery.waiting() > 0) {
            loop.runAll();
            delivery.runAll();
          }
          for (Mirror mirror : mirrors) {
            mirror.check(store.values);
          }
        });
  }

  private static void step(
      Random random, Steps delivery, Steps loop, Store store, List<Mirror> mirrors, int number) {
    String key = "k" + random.nextInt(6);
    switch (random.nextInt(12)) {
      case 0 -> {
        if (mirrors.size() < 3) {
          Mirror mirror = new Mirror();
          mirrors.add(mirror);
          store.hub.subscribe(mirror::accept);
        }
      }
      case 1 -> store.remove(key);
      case 2, 3 -> delivery.runOne();
      case 4, 5 -> loop.runOne();
      default -> store.put(key, number);
    }
  }

  @Test
  void aWatcherOnAnotherThreadMissesAndDoublesNothing() throws Exception {
    ConcurrentLinkedQueue<Runnable> steps = new ConcurrentLinkedQueue<>();
    try (ExecutorService delivery = Executors.newFixedThreadPool(2)) {
      Store store = new Store(delivery, steps::add, 8);
      Mirror mirror = new Mirror();
      CountDownLatch end = new CountDownLatch(1);
      store.hub.subscribe(
          change -> {
            mirror.accept(change);
            if (change instanceof Change.Updated<Integer>(String key, Integer value)
                && key.equals("end")) {
              end.countDown();
            } else if (mirror.values.containsKey("end")) {
              end.countDown();
            }
          });
      Random random = new Random(1);
      for (int i = 1; i <= 200_000; i++) {
        runAll(steps);
        String key = "k" + random.nextInt(20);
        if (random.nextInt(4) == 0) {
          store.remove(key);
        } else {
          store.put(key, i);
        }
      }
      store.put("end", 1_000_000);
      while (!end.await(1, TimeUnit.MILLISECONDS)) {
        runAll(steps);
      }
      store.hub.close();
      delivery.shutdown();
      assertThat(delivery.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      mirror.check(store.values);
    }
  }

  private static void runAll(ConcurrentLinkedQueue<Runnable> steps) {
    for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
      step.run();
    }
  }

  /** What a watcher can know; values only ever rise, so an old one shows. */
  private static final class Mirror {
    final Map<String, Integer> values = new HashMap<>();
    private final Map<String, Integer> newest = new HashMap<>();
    // A hub goes on when a watcher throws: an assertion in a watcher would pass unnoticed.
    private final List<String> mistakes = new ArrayList<>();

    void accept(Change<Integer> change) {
      switch (change) {
        case Change.Current<Integer>(String key, Integer value) ->
            note(key, value, value >= newest.getOrDefault(key, 0));
        case Change.Updated<Integer>(String key, Integer value) ->
            note(key, value, value > newest.getOrDefault(key, 0));
        case Change.Removed<Integer>(String key) -> values.remove(key);
        case Change.Gap<Integer>(long dropped) -> {
          values.clear();
          if (dropped < 1) {
            mistakes.add("a gap of " + dropped);
          }
        }
      }
    }

    void check(Map<String, Integer> expected) {
      assertThat(mistakes).isEmpty();
      assertThat(values).isEqualTo(expected);
    }

    private void note(String key, int value, boolean rises) {
      if (!rises) {
        mistakes.add(key + " is " + value + " after " + newest.get(key));
      }
      values.put(key, value);
      newest.put(key, value);
    }
  }
}
