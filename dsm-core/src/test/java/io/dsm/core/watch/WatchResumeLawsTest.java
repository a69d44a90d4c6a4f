// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.types.Seeded;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Subscribers that ask, leave and come back at random while one writer goes on. */
class WatchResumeLawsTest {

  @Test
  void whatASubscriberPutsTogetherIsTheCollectionHoweverOftenItLeaves() {
    Seeded.run(5_000, WatchResumeLawsTest::anyRun);
  }

  private static void anyRun(Random random) {
    Steps delivery = new Steps();
    Steps loop = new Steps();
    Store store = new Store(delivery, loop, 1 + random.nextInt(6));
    List<Client> clients = List.of(new Client(store), new Client(store), new Client(store));
    for (int i = 1; i < 120; i++) {
      Client client = clients.get(random.nextInt(clients.size()));
      switch (random.nextInt(14)) {
        case 0 -> client.leave();
        case 1, 2 -> client.come();
        case 3, 4 -> client.ask(1 + random.nextInt(4));
        case 5, 6 -> delivery.runOne();
        case 7, 8 -> loop.runOne();
        case 9 -> store.remove("k" + random.nextInt(5));
        default -> store.put("k" + random.nextInt(5), i);
      }
    }
    clients.forEach(Client::come);
    clients.forEach(client -> client.ask(Long.MAX_VALUE));
    while (loop.waiting() + delivery.waiting() > 0) {
      loop.runAll();
      delivery.runAll();
    }
    for (Client client : clients) {
      assertThat(client.mistakes).isEmpty();
      assertThat(client.values).isEqualTo(store.sorted());
    }
    // A gap is announced as often as it is given, and never without something dropped.
    assertThat(store.gaps).hasSize(clients.stream().mapToInt(client -> client.gaps).sum());
    assertThat(store.gaps).allMatch(dropped -> dropped > 0);
  }

  /** Keeps what it knows and its position while it is away. Values of a key only ever rise. */
  private static final class Client implements Flow.Subscriber<Positioned<Integer>> {
    final Map<String, Integer> values = new HashMap<>();
    final List<String> mistakes = new ArrayList<>();
    int gaps;
    private final Map<String, Integer> newest = new HashMap<>();
    private final Store store;
    private Position position = Position.BEGINNING;
    private Flow.@Nullable Subscription subscription;
    private long demand;

    Client(Store store) {
      this.store = store;
    }

    void come() {
      if (subscription == null) {
        demand = 0;
        store.hub.changes(position).subscribe(this);
      }
    }

    void leave() {
      if (subscription != null) {
        subscription.cancel();
        subscription = null;
      }
    }

    void ask(long more) {
      if (subscription != null) {
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        subscription.request(more);
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Positioned<Integer> next) {
      if (subscription == null || demand-- == 0) {
        mistakes.add("not asked for: " + next);
      }
      position = next.position();
      switch (next.change()) {
        case Change.Current<Integer>(String key, Integer value) ->
            note(key, value, value >= newest.getOrDefault(key, 0));
        case Change.Updated<Integer>(String key, Integer value) ->
            note(key, value, value > newest.getOrDefault(key, 0));
        case Change.Removed<Integer>(String key) -> values.remove(key);
        case Change.Gap<Integer> _ -> {
          gaps++;
          values.clear();
        }
      }
    }

    @Override
    public void onError(Throwable cause) {
      mistakes.add("failed: " + cause);
    }

    @Override
    public void onComplete() {
      mistakes.add("completed");
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
