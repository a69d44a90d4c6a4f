// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLog.NotLeader;
import io.dsm.raft.wire.VoterEndpoint;
import io.microraft.RaftEndpoint;
import io.microraft.exception.CannotReplicateException;
import io.microraft.exception.IndeterminateStateException;
import io.microraft.exception.LaggingCommitIndexException;
import io.microraft.exception.NotLeaderException;
import io.microraft.exception.RaftException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** MicroRaft's failures in the words of the port: sorted by what the caller may conclude. */
final class Outcomes {

  private Outcomes() {}

  /** Why a command was not answered. */
  static RuntimeException ofProposal(Throwable failure) {
    if (failure instanceof NotLeaderException notLeader) {
      return new NotLeader(leaderIn(notLeader));
    }
    if (failure instanceof IndeterminateStateException) {
      return new DsmException.Indeterminate(
          "leadership was lost while the command was on its way; it may still be committed; retry"
              + " with the same command id",
          failure);
    }
    if (failure instanceof CannotReplicateException || failure instanceof IllegalStateException) {
      return unavailable(failure);
    }
    return ofFailedCommand(failure);
  }

  /** The command was stored, but the log or the state machine failed on it. */
  static DsmException.Indeterminate ofFailedCommand(Throwable failure) {
    return new DsmException.Indeterminate(
        "the replicated log failed on the command; it may have been stored; retry with the same"
            + " command id",
        failure);
  }

  /** Why a query was not answered; a query changes nothing, so it is never indeterminate. */
  static RuntimeException ofRead(Throwable failure) {
    return failure instanceof NotLeaderException notLeader
        ? new NotLeader(leaderIn(notLeader))
        : unavailable(failure);
  }

  static DsmException.Unavailable stopped(@Nullable Throwable cause) {
    String message = "the voter on this node does not run; nothing was done; ask another voter";
    return cause == null
        ? new DsmException.Unavailable(message)
        : new DsmException.Unavailable(message, cause);
  }

  static DsmException.Indeterminate stoppedOnTheWay(@Nullable Throwable cause) {
    String message =
        "the voter on this node stopped while the command was on its way; it may still be"
            + " committed; retry with the same command id at another voter";
    return cause == null
        ? new DsmException.Indeterminate(message)
        : new DsmException.Indeterminate(message, cause);
  }

  private static DsmException.Unavailable unavailable(Throwable failure) {
    String why =
        failure instanceof LaggingCommitIndexException
            ? "has not caught up"
            : "does not take calls now (too many in flight, or leadership is being taken up)";
    return new DsmException.Unavailable(
        "the replicated log " + why + "; nothing was done; try again", failure);
  }

  private static Optional<NodeId> leaderIn(RaftException failure) {
    return leader(failure.getLeader());
  }

  static Optional<NodeId> leader(@Nullable RaftEndpoint endpoint) {
    return Optional.ofNullable(endpoint).map(VoterEndpoint::nodeOf);
  }
}
