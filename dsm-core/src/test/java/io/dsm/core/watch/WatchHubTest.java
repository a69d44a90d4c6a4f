// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.stream.Change;
import io.dsm.stream.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class WatchHubTest {
  private final Steps delivery = new Steps();
  private final Steps loop = new Steps();
  private final Store store = new Store(delivery, loop, 3);
  private final List<Change<Integer>> seen = new ArrayList<>();

  @Test
  void whatIsPresentComesFirstThenEveryChange() {
    store.put("a", 1);
    subscribe();
    store.put("b", 2);
    store.remove("a");
    delivery.runAll();

    assertThat(seen).containsExactly(current("a", 1), updated("b", 2), removed("a"));
  }

  @Test
  void aChangeBetweenTheCallAndItsStepIsSeenOnce() {
    store.hub.subscribe(seen::add);
    store.put("a", 1);
    loop.runAll();
    delivery.runAll();

    assertThat(seen).containsExactly(current("a", 1));
  }

  @Test
  void withoutWatchersPublishingSchedulesNothing() {
    store.put("a", 1);

    assertThat(store.hub.isWatched()).isFalse();
    assertThat(delivery.waiting()).isZero();
  }

  @Test
  void changesOfOneKeyMergeIntoTheLatest() {
    subscribe();
    for (int i = 0; i < 100; i++) {
      store.put("a", i);
    }
    store.put("b", 1);
    delivery.runAll();

    assertThat(seen).containsExactly(updated("a", 99), updated("b", 1));
  }

  @Test
  void aWatcherThatFallsBehindGetsAGapAndThenWhatIsThere() {
    subscribe();
    for (String key : List.of("a", "b", "c", "d", "e")) {
      store.put(key, 1);
    }
    delivery.runAll();
    store.remove("a");
    loop.runAll();
    delivery.runAll();
    store.put("f", 1);
    delivery.runAll();

    assertThat(seen)
        .containsExactly(
            new Change.Gap<>(6),
            current("b", 1),
            current("c", 1),
            current("d", 1),
            current("e", 1),
            updated("f", 1));
  }

  @Test
  void aBeginningLargerThanTheBacklogIsNoGap() {
    for (int i = 0; i < 50; i++) {
      store.put("k" + i, i);
    }
    subscribe();
    delivery.runAll();

    assertThat(seen).hasSize(50).allMatch(Change.Current.class::isInstance);
  }

  @Test
  void aBeginningUnderWayIsFinishedBeforeTheGap() {
    store.put("a", 1);
    subscribe();
    store.hub.subscribe(
        change -> {
          if (change.equals(current("a", 1))) {
            for (String key : List.of("p", "q", "r", "s")) {
              store.put(key, 1);
            }
          }
        });
    loop.runAll();
    delivery.runAll();
    loop.runAll();
    delivery.runAll();

    assertThat(seen.getFirst()).isEqualTo(current("a", 1));
    assertThat(seen).last().isEqualTo(current("s", 1));
  }

  @Test
  void aValueThatCannotBeDecodedIsPassedOver() {
    subscribe();
    store.put("bad", -1);
    store.put("good", 1);
    delivery.runAll();

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
    delivery.runAll();

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
    delivery.runAll();

    assertThat(seen).isEmpty();
    assertThat(store.hub.isWatched()).isFalse();
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
    delivery.runAll();

    assertThat(seen).containsExactly(updated("a", 1));
  }

  @Test
  void aWatchClosedBeforeItsStepIsForgotten() {
    store.hub.subscribe(seen::add).close();
    loop.runAll();

    assertThat(store.hub.isWatched()).isFalse();
  }

  @Test
  void closingTheHubDeliversWhatWaitsAndEnds() {
    subscribe();
    store.put("a", 1);
    store.hub.close();
    delivery.runAll();

    assertThat(seen).containsExactly(updated("a", 1));
    assertThat(store.hub.isWatched()).isFalse();
    subscribe();
    delivery.runAll();
    assertThat(store.hub.isWatched()).isFalse();
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

    assertThat(refusing.hub.isWatched()).isFalse();
  }

  @Test
  void oneWatcherDoesNotKeepTheExecutorFromAnother() {
    Store wide = new Store(delivery, Runnable::run, 10_000);
    List<Change<Integer>> other = new ArrayList<>();
    wide.hub.subscribe(seen::add);
    wide.hub.subscribe(other::add);
    delivery.runAll();
    for (int i = 0; i < 1_000; i++) {
      wide.put("k" + i, i);
    }
    delivery.runOne();
    delivery.runOne();

    assertThat(seen).hasSizeLessThan(1_000);
    assertThat(other).hasSameSizeAs(seen);
    delivery.runAll();
    assertThat(seen).hasSize(1_000);
    assertThat(other).isEqualTo(seen);
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
