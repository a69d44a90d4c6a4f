// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.microraft.RaftRole;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.RaftMessage;

/**
 * Followers learn of a commit with the next entry. MicroRaft tells them after each commit in a
 * message of its own, which costs as much as the entry did and nobody waits for: callers are
 * answered and watchers told by the leader. So that message is held back for a moment, and left out
 * if an entry was sent meanwhile. To MicroRaft it is a lost message; heartbeats go as always.
 *
 * <p>Log's thread only.
 */
final class CommitNotices {

  static final long PATIENCE_NANOS = 3_000_000;

  private final LogExecutor executor;
  private Runnable sending = () -> {};
  private boolean committing;
  private boolean planned;

  CommitNotices(LogExecutor executor) {
    this.executor = executor;
  }

  /** Learns through whom to tell; before the voter starts. */
  void through(RaftNodeImpl node) {
    sending =
        () -> {
          if (node.state().role() == RaftRole.LEADER) {
            node.broadcastAppendEntriesRequest();
          }
        };
  }

  /** Entries have been committed and applied in the task that runs. */
  void committed() {
    committing = true;
  }

  /** The task has ended: what is sent from now on is no such message. */
  void taskEnded() {
    committing = false;
  }

  /** Whether a message is not to be sent now. */
  boolean holdsBack(RaftMessage message) {
    boolean held =
        committing
            && message instanceof AppendEntriesRequest append
            && append.getLogEntries().isEmpty()
            && append.getFlowControlSequenceNumber() == 0; // nobody waits for the answer
    if (held && !planned) {
      planned = true;
      executor.after(PATIENCE_NANOS, this::tell);
    }
    return held;
  }

  private void tell() {
    planned = false;
    sending.run();
  }
}
