// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import static io.dsm.core.watch.WatchHubTest.current;
import static io.dsm.core.watch.WatchHubTest.removed;
import static io.dsm.core.watch.WatchHubTest.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import io.dsm.stream.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchResumeTest {
  private final Steps delivery = new Steps();
  private final Store store = new Store(delivery, Runnable::run, 3);
  private final List<Positioned<Integer>> seen = new ArrayList<>();

  @Test
  void exactlyWhatHappenedMeanwhileFollows() {
    store.put("a", 1);
    Subscription first = watch(Position.BEGINNING);
    first.close();
    store.put("b", 2);
    store.remove("a");
    store.put("b", 3);
    Position left = seen.removeLast().position();
    watch(left);

    assertThat(changes()).containsExactly(updated("b", 2), removed("a"), updated("b", 3));
    assertThat(store.gaps).isEmpty();
  }

  @Test
  void aPositionSurvivesAsText() {
    store.put("a", 1);
    watch(Position.BEGINNING).close();
    store.put("b", 2);
    watch(Position.parse(seen.removeLast().position().toString()));

    assertThat(changes()).containsExactly(updated("b", 2));
  }

  @Test
  void nothingComesTwiceWhenNothingHappened() {
    store.put("a", 1);
    watch(Position.BEGINNING).close();
    watch(seen.getLast().position());

    assertThat(changes()).containsExactly(current("a", 1));
  }

  @Test
  void whoWasAwayTooLongGetsAGapAndWhatIsThere() {
    store.put("a", 1);
    watch(Position.BEGINNING).close();
    Position left = seen.removeLast().position();
    for (int i = 2; i < 6; i++) {
      store.put("a", i);
    }
    watch(left);

    assertThat(changes()).containsExactly(new Change.Gap<>(4), current("a", 5));
    store.put("a", 6);
    delivery.runAll();
    assertThat(changes()).endsWith(updated("a", 6));
  }

  @Test
  void aPositionAmidABeginningLeadsToAGap() {
    store.put("a", 1);
    store.put("b", 1);
    watch(Position.BEGINNING).close();
    Position amid = seen.getFirst().position();
    seen.clear();
    watch(amid);

    assertThat(changes()).containsExactly(new Change.Gap<>(1), current("a", 1), current("b", 1));
  }

  @Test
  void aPositionOfAnotherLifeOrFromTheFutureLeadsToAGap() {
    store.put("a", 1);
    watch(Position.BEGINNING).close();
    String source = seen.removeLast().position().source();
    watch(new Position("n#0/t/a/numbers", 0)).close();
    watch(new Position("n#0/t/a/numbers", 1)).close();
    watch(new Position(source, 99)).close();

    Change<Integer> gap = new Change.Gap<>(1);
    assertThat(changes())
        .containsExactly(gap, current("a", 1), gap, current("a", 1), gap, current("a", 1));
  }

  @Test
  void aGapBeforeAnEmptyCollectionIsAPlaceToGoOnFrom() {
    watch(new Position("another", 7)).close();
    Position position = seen.getFirst().position();
    store.put("a", 1);
    watch(position);

    assertThat(changes()).containsExactly(new Change.Gap<>(1), updated("a", 1));
  }

  @Test
  void textThatIsNoPositionIsRefused() {
    for (String text : List.of("", "7", "a#", "a#b", "a#-1", "a".repeat(2_000) + "#1")) {
      assertThatThrownBy(() -> Position.parse(text)).isInstanceOf(DsmException.Rejected.class);
    }
  }

  private List<Change<Integer>> changes() {
    return seen.stream().map(Positioned::change).toList();
  }

  private Subscription watch(Position from) {
    Subscription subscription = store.hub.subscribe(from, seen::add);
    delivery.runAll();
    return subscription;
  }
}
