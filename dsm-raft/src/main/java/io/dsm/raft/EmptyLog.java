// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.raft.wire.LogCodec;
import io.microraft.impl.state.FollowerState;
import io.microraft.impl.state.LeaderState;
import io.microraft.impl.state.RaftState;
import io.microraft.model.message.AppendEntriesFailureResponse;

/**
 * Lets a leader begin at the first entry with a member that has none.
 *
 * <p>A refusal makes MicroRaft 0.7 step back one entry. A new member refuses everything, so it
 * would take as many round trips as there are entries until it gets the first of them, or the
 * snapshot. It has nothing in common with the leader that {@link Reconciliation} could begin from.
 * So a member with an empty log names the first entry as the one it expects, which no other refusal
 * can name, and the leader steps back to there at once.
 *
 * <p>Log's thread only.
 */
final class EmptyLog {

  private static final long FIRST = 1;

  private EmptyLog() {}

  /** The refusal of a member that has no entry. */
  static AppendEntriesFailureResponse told(AppendEntriesFailureResponse refusal) {
    return expecting(FIRST, refusal);
  }

  /** The refusal as MicroRaft can take it. */
  static AppendEntriesFailureResponse heard(AppendEntriesFailureResponse refusal, RaftState state) {
    LeaderState leading = state.leaderState();
    if (leading == null
        || refusal.getExpectedNextIndex() != FIRST
        || refusal.getTerm() != state.term()) {
      return refusal;
    }
    FollowerState follower = leading.getFollowerStateOrNull(refusal.getSender());
    if (follower == null || follower.matchIndex() > 0 || follower.nextIndex() <= FIRST) {
      return refusal;
    }
    // One before what it expects is where 0.7 steps back to.
    follower.nextIndex(FIRST + 1);
    return expecting(FIRST + 1, refusal);
  }

  private static AppendEntriesFailureResponse expecting(
      long index, AppendEntriesFailureResponse refusal) {
    return LogCodec.model()
        .createAppendEntriesFailureResponseBuilder()
        .setGroupId(refusal.getGroupId())
        .setSender(refusal.getSender())
        .setTerm(refusal.getTerm())
        .setExpectedNextIndex(index)
        .setQuerySequenceNumber(refusal.getQuerySequenceNumber())
        .setFlowControlSequenceNumber(refusal.getFlowControlSequenceNumber())
        .build();
  }
}
