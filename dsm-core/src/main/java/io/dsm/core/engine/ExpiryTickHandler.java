// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import java.util.List;

/**
 * It is time to end values whose lifetime is over. Nothing is sent: every replica ends the same
 * versions by itself.
 */
final class ExpiryTickHandler implements Handler<Event.ExpiryTick> {

  private static final int BATCH = 1_000;

  private final EngineState state;

  ExpiryTickHandler(EngineState state) {
    this.state = state;
  }

  @Override
  public void handle(Event.ExpiryTick event, Moment now, Effects out) {
    boolean more = false;
    for (Replica replica : state.replicas.values()) {
      if (replica instanceof Replica.Registers<?> registers) {
        List<String> ended = registers.expire(now.wallMillis(), BATCH);
        ended.forEach(key -> out.add(new Effect.PublishRemoval(replica.address(), key)));
        more |= ended.size() == BATCH;
      }
    }
    long delay = more ? 0 : state.settings.expiryIntervalNanos();
    out.add(new Effect.ArmTimer(delay, false, event));
  }
}
