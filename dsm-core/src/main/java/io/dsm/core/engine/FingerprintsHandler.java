// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.core.replication.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A peer that knows the same holds something else, because one side has more than its vector tells:
 * the collections that differ are compared range by range.
 */
final class FingerprintsHandler implements Handler<Event.FingerprintsReceived> {

  private final EngineState state;
  private final Contents contents;
  private final Reconciler reconciler;

  FingerprintsHandler(EngineState state, Contents contents, Reconciler reconciler) {
    this.state = state;
    this.contents = contents;
    this.reconciler = reconciler;
  }

  @Override
  public void handle(Event.FingerprintsReceived event, Moment now, Effects out) {
    if (!state.peers.containsKey(event.sender())) {
      return;
    }
    Map<Tag, Long> theirs = event.fingerprints().contents();
    List<CollectionAddress> different = new ArrayList<>();
    contents
        .each()
        .forEach(
            (tag, mine) -> {
              Long other = theirs.get(tag);
              if (other != null && !other.equals(mine)) {
                different.add(tag.address());
              }
            });
    if (!different.isEmpty()) {
      different.sort(Comparator.comparing(CollectionAddress::toString));
      reconciler.begin(event.sender(), different, now, out);
    }
  }
}
