// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Peer;

/** A peer is known to have operations of this node, however that was learned. */
final class Acknowledgements {

  private final EngineState state;

  Acknowledgements(EngineState state) {
    this.state = state;
  }

  /** The peer has received everything of this node up to a number. */
  void received(Member member, Peer peer, long through, Effects out) {
    acknowledged(member, peer, through, false, out);
  }

  /**
   * The same, and what is durable there is durable.
   *
   * @param durable whether the peer says so, or is merely known to have received it
   */
  void acknowledged(Member member, Peer peer, long through, boolean durable, Effects out) {
    long possible = Math.min(through, state.history.last(state.self));
    if (peer.acknowledge(possible) || durable) {
      state
          .pendingWrites
          .acknowledged(member, possible, durable)
          .forEach(write -> out.complete(write.caller(), new Outcome.Written(write.version())));
    }
  }
}
