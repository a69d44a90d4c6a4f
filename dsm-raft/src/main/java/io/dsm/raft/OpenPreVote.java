// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.microraft.RaftRole;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.impl.state.RaftState;

/**
 * Lets a follower stand for election that MicroRaft 0.7 would leave waiting for ever.
 *
 * <p>A follower that misses its leader opens a pre-vote. If the same leader is heard again before
 * the pre-vote has an answer, 0.7 goes on following it but never closes the pre-vote, and its look
 * for a silent leader does nothing while a pre-vote is open. Such a follower never again asks for
 * an election on its own. When all that are left of a majority are such followers, the death of the
 * leader leaves the voters without one until somebody is restarted.
 */
final class OpenPreVote {

  private OpenPreVote() {}

  /**
   * Begins the election that is due. Log's thread only; called after every task, of which the look
   * for a silent leader is one every heartbeat.
   */
  static void endIfInTheWay(RaftNodeImpl node) {
    RaftState state = node.state();
    if (state.role() == RaftRole.FOLLOWER
        && state.leader() != null
        && state.preCandidateState() != null
        && node.isLeaderHeartbeatTimeoutElapsed()) {
      node.leader(null);
      node.runPreVote();
    }
  }
}
