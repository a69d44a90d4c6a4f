// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmRuntime;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The snippets of the page on watching. */
class WatchingPageTest {

  private static final RegisterSpec<String> SPEC =
      RegisterSpec.of("shared", "gateway", "hints", String.class).build();

  private final List<Change<String>> shown = new CopyOnWriteArrayList<>();
  private volatile String kept = Position.BEGINNING.toString();

  @Test
  void aWatcherIsGivenWhatIsThereAndThenEveryChange() {
    try (DsmRuntime node = DsmRuntime.builder().clusterId("c").serviceId("s").build()) {
      RegisterCollection<String> hints = node.register(SPEC);
      node.start();
      hints.put("eu", "one");
      Subscription subscription = hints.watch(change -> show(change));
      await().until(() -> shown.size() == 1);
      hints.put("eu", "two");
      await().until(() -> shown.size() == 2);
      subscription.close();
      hints.put("eu", "three");
    }
    assertThat(shown)
        .containsExactly(new Change.Current<>("eu", "one"), new Change.Updated<>("eu", "two"));
  }

  @Test
  void whoKeptAPositionIsGivenExactlyWhatHappenedMeanwhile() {
    try (DsmRuntime node = DsmRuntime.builder().clusterId("c").serviceId("s").build()) {
      RegisterCollection<String> hints = node.register(SPEC);
      node.start();
      hints.put("eu", "one");
      Subscription first = goOn(hints);
      await().until(() -> shown.size() == 1);
      first.close();
      hints.put("eu", "two");
      hints.remove("eu");
      goOn(hints);
      await().until(() -> shown.size() == 3);
    }
    assertThat(shown)
        .containsExactly(
            new Change.Current<>("eu", "one"),
            new Change.Updated<>("eu", "two"),
            new Change.Removed<>("eu"));
    assertThat(Position.parse(kept).number()).isPositive();
  }

  private Subscription goOn(RegisterCollection<String> hints) {
    Position last = Position.parse(kept);
    return hints.watch(last, next -> store(next.change(), next.position().toString()));
  }

  private void show(Change<String> change) {
    shown.add(change);
  }

  private void store(Change<String> change, String position) {
    kept = position;
    shown.add(change);
  }
}
