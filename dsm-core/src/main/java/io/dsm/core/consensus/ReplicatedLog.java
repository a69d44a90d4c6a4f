// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A log agreed by a set of voters, seen from one voter. Thread-safe; nothing blocks but {@link
 * #start} and {@link #close}.
 */
public interface ReplicatedLog extends AutoCloseable {

  /** Recovers from the journal and begins to vote. */
  void start();

  /**
   * Appends a command if this voter leads. Completes with what the state machine answered once the
   * command is stored by a majority and applied here.
   *
   * <p>Fails with {@link NotLeader} if nothing was appended, with {@link
   * io.dsm.DsmException.Unavailable} if it was refused for back-pressure, and with {@link
   * io.dsm.DsmException.Indeterminate} if it may still be committed.
   */
  CompletionStage<byte[]> propose(byte[] command);

  /**
   * Answers a query from the state machine of the leader after confirming leadership with a
   * majority, without a log entry. Fails like {@link #propose}; never indeterminate.
   */
  CompletionStage<byte[]> read(byte[] query);

  /** A message of the log of another voter has come. Returns at once; bad messages are dropped. */
  void messageReceived(NodeId sender, byte[] message);

  /**
   * Asks another voter to lead, if this one does, so that stopping costs no election. Nothing
   * blocks.
   *
   * @return completes, and never fails, when this voter no longer leads or cannot hand on in time;
   *     at once if the log knows no such thing
   */
  default CompletionStage<Void> yieldLeadership() {
    return CompletableFuture.completedStage(null);
  }

  /**
   * Changes the members by one step if this voter leads and no change is under way. Completes when
   * the step is committed; fails like {@link #propose}.
   */
  default CompletionStage<Void> change(MemberChange change) {
    return CompletableFuture.failedStage(
        new DsmException.Unavailable("this log cannot change its members; nothing was done"));
  }

  /**
   * The members as the leader sees them; empty if this voter does not lead or the log cannot change
   * them. On the log's executor only.
   */
  default Optional<Membership> membership() {
    return Optional.empty();
  }

  /** The committed members; empty if the log cannot change them. On the log's executor only. */
  default Optional<Roster> roster() {
    return Optional.empty();
  }

  /** Like {@link #close}, but never blocks; completes when the log has let go of its journal. */
  default CompletionStage<Void> retire() {
    close();
    return CompletableFuture.completedStage(null);
  }

  /** What this voter knows of the log now. Wait-free. */
  Status status();

  @Override
  void close();

  /**
   * State of the log at one voter.
   *
   * @param leader the leader it knows
   * @param voters of the current configuration
   */
  record Status(
      Role role,
      Optional<NodeId> leader,
      long term,
      long commitIndex,
      long appliedIndex,
      List<NodeId> voters) {}

  /** This voter does not lead; nothing was appended. */
  final class NotLeader extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Optional<NodeId> leader;

    public NotLeader(Optional<NodeId> leader) {
      super("this voter does not lead; known leader: " + leader, null, false, false);
      this.leader = leader;
    }

    /** The leader this voter knows. */
    public Optional<NodeId> leader() {
      return leader;
    }
  }
}
