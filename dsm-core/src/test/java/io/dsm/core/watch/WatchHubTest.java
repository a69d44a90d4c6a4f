// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.stream.Change;
import io.dsm.stream.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchHubTest {
  private final Steps delivery = new Steps();
  private final Steps loop = new Steps();
  private final Store store = new Store(delivery, loop, 3);
  private final List<Change<Integer>> seen = new ArrayList<>();
  private boolean inLoop;

  @Test
  void whatIsPresentComesFirstThenEveryChange() {
    store.put("a", 1);
    subscribe();
    settle();
    store.put("b", 2);
    store.remove("a");
    settle();

    assertThat(seen).containsExactly(current("a", 1), updated("b", 2), removed("a"));
  }

  @Test
  void whatChangesWhileTheBeginningIsCollectedComesAsAChangeOnly() {
    store.put("a", 1);
    store.put("b", 1);
    store.put("c", 1);
    subscribe();
    store.put("b", 2);
    store.remove("a");
    settle();

    assertThat(seen).containsExactly(current("c", 1), updated("b", 2), removed("a"));
  }

  @Test
  void aChangeBetweenTheCallAndItsStepIsSeenOnce() {
    store.hub.subscribe(seen::add);
    store.put("a", 1);
    loop.runAll();
    settle();

    assertThat(seen).containsExactly(current("a", 1));
  }

  @Test
  void withoutWatchersPublishingSchedulesNothing() {
    store.put("a", 1);

    assertThat(store.hub.watchers()).isZero();
    assertThat(delivery.waiting()).isZero();
  }

  @Test
  void everyChangeOfAKeyIsGivenInOrder() {
    subscribe();
    store.put("a", 1);
    store.put("a", 2);
    store.remove("a");
    settle();

    assertThat(seen).containsExactly(updated("a", 1), updated("a", 2), removed("a"));
    assertThat(store.gaps).isEmpty();
  }

  @Test
  void changesThatAreTooLargeTogetherAreAGap() {
    Store narrow = new Store(delivery, loop, 1_000, 2L * (64 + Store.WEIGHT));
    narrow.hub.subscribe(seen::add);
    loop.runAll();
    settle();
    narrow.put("a", 1);
    narrow.put("b", 1);
    settle();
    assertThat(seen).containsExactly(updated("a", 1), updated("b", 1));

    narrow.put("a", 2);
    narrow.put("b", 2);
    narrow.put("c", 2);
    settle();
    loop.runAll();
    settle();
    assertThat(seen).hasSize(6).contains(new Change.Gap<>(3), current("c", 2));
    assertThat(narrow.gaps).containsExactly(3L);
  }

  @Test
  void whatIsThereIsCollectedOutsideTheWritersSteps() {
    AtomicInteger collectedInALoopStep = new AtomicInteger();
    for (int i = 0; i < 50; i++) {
      store.put("k" + i, i);
    }
    store.onSnapshot = () -> collectedInALoopStep.addAndGet(inLoop ? 1 : 0);
    store.hub.subscribe(seen::add);
    settle();

    assertThat(seen).hasSize(50);
    assertThat(collectedInALoopStep).hasValue(0);
  }

  @Test
  void aWriterTooFastForCollectingStandsStillOnceAfterThreeTries() {
    AtomicInteger collected = new AtomicInteger();
    store.onSnapshot =
        () -> {
          collected.incrementAndGet();
          if (!inLoop) {
            for (int i = 0; i < 9; i++) {
              store.put("k" + i, collected.get());
            }
          }
        };
    store.hub.subscribe(seen::add);
    settle();

    assertThat(collected).hasValue(4);
    assertThat(seen).hasSize(9).allMatch(Change.Current.class::isInstance);
    assertThat(store.gaps).isEmpty();
  }

  @Test
  void aWatcherThatFallsBehindGetsAGapAndThenWhatIsThere() {
    subscribe();
    settle();
    for (String key : List.of("a", "b", "c", "d", "e")) {
      store.put(key, 1);
    }
    delivery.runAll();
    store.remove("a");
    settle();
    store.put("f", 1);
    settle();

    assertThat(seen)
        .containsExactly(
            new Change.Gap<>(5),
            current("b", 1),
            current("c", 1),
            current("d", 1),
            current("e", 1),
            removed("a"),
            updated("f", 1));
    assertThat(store.gaps).containsExactly(5L);
  }

  @Test
  void aBeginningLargerThanTheBacklogIsNoGap() {
    for (int i = 0; i < 50; i++) {
      store.put("k" + i, i);
    }
    subscribe();
    settle();

    assertThat(seen).hasSize(50).allMatch(Change.Current.class::isInstance);
  }

  @Test
  void aBeginningUnderWayIsFinishedBeforeTheGap() {
    store.put("a", 1);
    subscribe();
    store.hub.subscribe(
        change -> {
          if (change.equals(current("a", 1)) && !store.values.containsKey("p")) {
            for (String key : List.of("p", "q", "r", "s")) {
              store.put(key, 1);
            }
          }
        });
    loop.runAll();
    settle();
    loop.runAll();
    settle();

    assertThat(seen.getFirst()).isEqualTo(current("a", 1));
    assertThat(seen).last().isEqualTo(current("s", 1));
  }

  @Test
  void aValueThatCannotBeDecodedIsPassedOver() {
    subscribe();
    store.put("bad", -1);
    store.put("good", 1);
    settle();

    assertThat(seen).containsExactly(updated("good", 1));
  }

  @Test
  void aThrowingWatcherGoesOnAndDisturbsNobody() {
    List<Change<Integer>> despite = new ArrayList<>();
    store.hub.subscribe(
        change -> {
          despite.add(change);
          throw new Steps.Thrown();
        });
    subscribe();
    store.put("a", 1);
    store.put("b", 1);
    settle();

    assertThat(despite).containsExactly(updated("a", 1), updated("b", 1));
    assertThat(seen).isEqualTo(despite);
  }

  @Test
  void afterCloseNothingBegins() {
    Subscription subscription = subscribe();
    store.put("a", 1);
    subscription.close();
    subscription.close();
    store.put("b", 1);
    settle();

    assertThat(seen).isEmpty();
    assertThat(store.hub.watchers()).isZero();
  }

  @Test
  void aWatcherMayCloseItsOwnWatch() {
    List<Subscription> own = new ArrayList<>();
    own.add(
        store.hub.subscribe(
            change -> {
              seen.add(change);
              own.getFirst().close();
            }));
    loop.runAll();
    store.put("a", 1);
    store.put("b", 1);
    settle();

    assertThat(seen).containsExactly(updated("a", 1));
  }

  @Test
  void aWatchClosedBeforeItsStepIsForgotten() {
    store.hub.subscribe(seen::add).close();
    loop.runAll();

    assertThat(store.hub.watchers()).isZero();
  }

  @Test
  void closingTheHubDeliversWhatWaitsAndEnds() {
    subscribe();
    store.put("a", 1);
    store.hub.close();
    settle();

    assertThat(seen).containsExactly(updated("a", 1));
    assertThat(store.hub.watchers()).isZero();
    subscribe();
    settle();
    assertThat(store.hub.watchers()).isZero();
  }

  @Test
  void anExecutorThatRefusesEndsTheWatchNotTheWriter() {
    Store refusing =
        new Store(
            task -> {
              throw new RejectedExecutionException("stopped");
            },
            Runnable::run,
            3);
    refusing.hub.subscribe(seen::add);
    refusing.put("a", 1);

    assertThat(refusing.hub.watchers()).isZero();
  }

  @Test
  void oneWatcherDoesNotKeepTheExecutorFromAnother() {
    Store wide = new Store(delivery, Runnable::run, 10_000);
    List<Change<Integer>> other = new ArrayList<>();
    wide.hub.subscribe(seen::add);
    wide.hub.subscribe(other::add);
    settle();
    for (int i = 0; i < 1_000; i++) {
      wide.put("k" + i, i);
    }
    delivery.runOne();
    delivery.runOne();

    assertThat(seen).hasSizeLessThan(1_000);
    assertThat(other).hasSameSizeAs(seen);
    settle();
    assertThat(seen).hasSize(1_000);
    assertThat(other).isEqualTo(seen);
  }

  /** Runs what waits, in turn, until nothing does. */
  private void settle() {
    while (loop.waiting() + delivery.waiting() > 0) {
      inLoop = true;
      loop.runAll();
      inLoop = false;
      delivery.runAll();
    }
  }

  private Subscription subscribe() {
    Subscription subscription = store.hub.subscribe(seen::add);
    loop.runAll();
    return subscription;
  }

  static Change<Integer> current(String key, int value) {
    return new Change.Current<>(key, value);
  }

  static Change<Integer> updated(String key, int value) {
    return new Change.Updated<>(key, value);
  }

  static Change<Integer> removed(String key) {
    return new Change.Removed<>(key);
  }
}
