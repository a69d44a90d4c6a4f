// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.raft.wire.LogCodec;
import io.microraft.impl.log.RaftLog;
import io.microraft.impl.state.RaftState;
import io.microraft.model.log.LogEntry;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Helps a follower find the point where its log equals the leader's, where MicroRaft 0.7 cannot.
 *
 * <p>0.7 compares the entry before those that the leader sends with an entry of its own log. If its
 * own is in the last snapshot it finds nothing and refuses; the leader steps back one entry, which
 * is in the snapshot too, and so on: the follower stays behind until the leader's next snapshot.
 * Also, the leader steps back one entry with each round trip, however far the follower is behind.
 *
 * <p>The remedy: what a follower knows to be committed is in the log of every later leader. So it
 * may always answer "my log equals yours up to what I know to be committed" (the anchor), and take
 * the entries after it. A request that would be refused is rewritten: the anchor takes the place of
 * the previous entry. Since 0.7 checks only its last entry without looking into the log, the
 * rewritten request names that last entry, and the answer is corrected by the difference. Entries
 * behind the anchor that differ are then replaced by 0.7's own rules.
 *
 * <p>Log's thread only.
 */
final class Reconciliation {

  private final LongSupplier knownCommitted;
  private long correction;

  /**
   * For one voter.
   *
   * @param knownCommitted an index known to be committed and held, at least that of the snapshot;
   *     after a restart it may be ahead of MicroRaft's
   */
  Reconciliation(LongSupplier knownCommitted) {
    this.knownCommitted = knownCommitted;
  }

  /** The request as MicroRaft can take it; call {@link #handled} after it has been handled. */
  AppendEntriesRequest mended(AppendEntriesRequest request, RaftState state) {
    RaftLog log = state.log();
    long last = log.lastLogOrSnapshotIndex();
    long anchor = Math.min(last, Math.max(state.commitIndex(), knownCommitted.getAsLong()));
    if (anchor == 0 || request.getTerm() < state.term() || matches(request, log)) {
      return request;
    }
    correction = last - anchor;
    return LogCodec.model()
        .createAppendEntriesRequestBuilder()
        .setGroupId(request.getGroupId())
        .setSender(request.getSender())
        .setTerm(request.getTerm())
        .setPreviousLogIndex(last)
        .setPreviousLogTerm(log.lastLogOrSnapshotTerm())
        .setCommitIndex(Math.min(request.getCommitIndex(), anchor))
        .setLogEntries(behind(anchor, request))
        .setQuerySequenceNumber(request.getQuerySequenceNumber())
        .setFlowControlSequenceNumber(request.getFlowControlSequenceNumber())
        .build();
  }

  /** The answer as the leader must see it. */
  AppendEntriesSuccessResponse corrected(AppendEntriesSuccessResponse response) {
    if (correction == 0) {
      return response;
    }
    return LogCodec.model()
        .createAppendEntriesSuccessResponseBuilder()
        .setGroupId(response.getGroupId())
        .setSender(response.getSender())
        .setTerm(response.getTerm())
        .setLastLogIndex(response.getLastLogIndex() - correction)
        .setQuerySequenceNumber(response.getQuerySequenceNumber())
        .setFlowControlSequenceNumber(response.getFlowControlSequenceNumber())
        .build();
  }

  void handled() {
    correction = 0;
  }

  private static boolean matches(AppendEntriesRequest request, RaftLog log) {
    long previous = request.getPreviousLogIndex();
    if (previous == 0) {
      return log.snapshotIndex() == 0;
    }
    if (previous == log.lastLogOrSnapshotIndex()) {
      return request.getPreviousLogTerm() == log.lastLogOrSnapshotTerm();
    }
    LogEntry entry = log.getLogEntry(previous);
    return entry != null && entry.getTerm() == request.getPreviousLogTerm();
  }

  // Empty unless the entries reach over the anchor without a gap.
  private static List<LogEntry> behind(long anchor, AppendEntriesRequest request) {
    long skip = anchor - request.getPreviousLogIndex();
    List<LogEntry> entries = request.getLogEntries();
    return skip < 0 || skip >= entries.size()
        ? List.of()
        : entries.subList((int) skip, entries.size());
  }
}
