// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Tag;
import io.dsm.core.transport.Message;
import java.util.Map;

/**
 * A peer that knows the same holds something else: what of a collection one side has beyond its
 * vector, because a snapshot ended early, the other side asks for. Both sides do.
 */
final class FingerprintsHandler implements Handler<Event.FingerprintsReceived> {

  private final EngineState state;
  private final Contents contents;

  FingerprintsHandler(EngineState state, Contents contents) {
    this.state = state;
    this.contents = contents;
  }

  @Override
  public void handle(Event.FingerprintsReceived event, Moment now, Effects out) {
    if (!state.peers.containsKey(event.sender())) {
      return;
    }
    Map<Tag, Long> theirs = event.fingerprints().contents();
    contents
        .each()
        .forEach(
            (tag, mine) -> {
              Long other = theirs.get(tag);
              if (other != null && !other.equals(mine)) {
                state.counters.repairs.incrementAndGet();
                out.sendTo(event.sender(), new Message.SnapshotRequest(tag.address()));
              }
            });
    if (event.fingerprints().ask()) {
      out.sendTo(event.sender(), new Message.Fingerprints(contents.each(), false));
    }
  }
}
