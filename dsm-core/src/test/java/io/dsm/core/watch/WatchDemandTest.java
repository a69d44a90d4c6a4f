// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import static io.dsm.core.watch.WatchHubTest.current;
import static io.dsm.core.watch.WatchHubTest.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.stream.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class WatchDemandTest {
  private final Steps delivery = new Steps();
  private final Store store = new Store(delivery, Runnable::run, 3);
  private final Recorder recorder = new Recorder();

  @Test
  void nothingIsDeliveredWithoutDemand() {
    store.put("a", 1);
    store.hub.changes().subscribe(recorder);
    store.put("b", 2);
    delivery.runAll();

    assertThat(recorder.seen).isEmpty();
    recorder.subscription.request(1);
    delivery.runAll();
    assertThat(recorder.seen).containsExactly(current("a", 1));
    recorder.subscription.request(5);
    delivery.runAll();
    assertThat(recorder.seen).containsExactly(current("a", 1), updated("b", 2));
  }

  @Test
  void aSubscriberWithoutDemandIsNotEvenLookedAtAndGetsAGap() {
    store.hub.changes().subscribe(recorder);
    recorder.subscription.request(1);
    store.put("k0", 0);
    delivery.runAll();
    for (int i = 0; i < 1_000; i++) {
      store.put("k" + i % 10, i);
      assertThat(delivery.waiting()).isZero();
    }
    recorder.subscription.request(Long.MAX_VALUE);
    delivery.runAll();

    assertThat(recorder.seen).hasSize(12).element(1).isEqualTo(new Change.Gap<>(1_000));
    assertThat(recorder.seen).contains(current("k9", 999));
    assertThat(store.gaps).containsExactly(1_000L);
  }

  @Test
  void aSubscriberThatAsksLateHasMissedNothing() {
    store.hub.changes().subscribe(recorder);
    for (int i = 0; i < 1_000; i++) {
      store.put("k" + i % 10, i);
    }
    recorder.subscription.request(Long.MAX_VALUE);
    delivery.runAll();

    assertThat(recorder.seen).hasSize(10).allMatch(Change.Current.class::isInstance);
    assertThat(store.gaps).isEmpty();
  }

  @Test
  void aDemandThatIsNotPositiveIsAnError() {
    store.hub.changes().subscribe(recorder);
    recorder.subscription.request(0);
    delivery.runAll();

    assertThat(recorder.error).isInstanceOf(IllegalArgumentException.class);
    assertThat(store.hub.watchers()).isZero();
  }

  @Test
  void aSubscriberThatThrowsIsCancelled() {
    recorder.throwing = true;
    store.hub.changes().subscribe(recorder);
    recorder.subscription.request(10);
    store.put("a", 1);
    store.put("b", 1);
    delivery.runAll();

    assertThat(recorder.seen).hasSize(1);
    assertThat(store.hub.watchers()).isZero();
  }

  @Test
  void completionComesAfterWhatWaits() {
    store.hub.changes().subscribe(recorder);
    store.put("a", 1);
    store.hub.close();
    delivery.runAll();
    assertThat(recorder.completed).isFalse();

    recorder.subscription.request(1);
    delivery.runAll();

    assertThat(recorder.seen).containsExactly(updated("a", 1));
    assertThat(recorder.completed).isTrue();
  }

  @Test
  void anOverrunSubscriberOfAClosedHubIsToldOfTheGap() {
    store.hub.changes().subscribe(recorder);
    recorder.subscription.request(1);
    store.put("k", 0);
    delivery.runAll();
    for (int i = 0; i < 9; i++) {
      store.put("k" + i, i);
    }
    store.hub.close();
    delivery.runAll();
    recorder.subscription.request(20);
    delivery.runAll();

    assertThat(recorder.seen).hasSize(12).element(1).isEqualTo(new Change.Gap<>(9));
    assertThat(recorder.completed).isTrue();
  }

  @Test
  void aSubscriberOfAClosedHubIsCompletedAtOnce() {
    store.hub.close();
    store.hub.changes().subscribe(recorder);
    delivery.runAll();

    assertThat(recorder.completed).isTrue();
  }

  @Test
  void aSubscriberMayAskForMoreFromWithinItsCall() {
    recorder.greedy = true;
    store.hub.changes().subscribe(recorder);
    recorder.subscription.request(1);
    store.put("a", 1);
    store.put("b", 2);
    delivery.runAll();

    assertThat(recorder.seen).containsExactly(updated("a", 1), updated("b", 2));
  }

  private static final class Recorder implements Flow.Subscriber<Change<Integer>> {
    final List<Change<Integer>> seen = new ArrayList<>();
    Flow.Subscription subscription;
    Throwable error;
    boolean completed;
    boolean throwing;
    boolean greedy;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Change<Integer> change) {
      seen.add(change);
      if (throwing) {
        throw new Steps.Thrown();
      }
      if (greedy) {
        subscription.request(1);
      }
    }

    @Override
    public void onError(Throwable cause) {
      error = cause;
    }

    @Override
    public void onComplete() {
      completed = true;
    }
  }
}
