// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Operation;

/** Numbers, logs and sends what was applied on behalf of a local caller. */
final class Originator {

  private final EngineState state;

  Originator(EngineState state) {
    this.state = state;
  }

  /**
   * The operation has been applied here.
   *
   * @param acknowledge whether a caller waits for acknowledgements of peers
   * @return its number
   */
  long originate(Operation operation, boolean acknowledge, Moment now, Effects out) {
    long number = state.history.append(state.self, operation);
    if (state.settings.broadcast() && !state.peers.isEmpty()) {
      out.add(new Effect.Replicate(number, operation, acknowledge));
    }
    return number;
  }
}
