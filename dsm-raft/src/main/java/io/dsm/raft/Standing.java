// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLog.Status;
import io.dsm.core.consensus.StateMachine;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.raft.wire.VoterEndpoint;
import io.microraft.RaftNodeStatus;
import io.microraft.RaftRole;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.impl.state.RaftState;
import io.microraft.report.RaftGroupMembers;
import io.microraft.report.RaftNodeReport;
import io.microraft.report.RaftNodeReportListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where this voter stands: tells the state machine when it begins and ceases to lead, and keeps the
 * status that anyone may read. Written by the log's thread only.
 */
final class Standing implements RaftNodeReportListener {

  static final Status NOT_STARTED = new Status(Role.INACTIVE, Optional.empty(), 0, 0, 0, List.of());

  private final StateMachine machine;
  private boolean leading;
  private @Nullable RaftGroupMembers members;
  private volatile Status status = NOT_STARTED;

  Standing(StateMachine machine) {
    this.machine = machine;
  }

  Status status() {
    return status;
  }

  /**
   * MicroRaft reports a new role after it has taken it: the entry that begins its term is in the
   * log by then, and nothing of its term has been applied.
   */
  @Override
  public void accept(RaftNodeReport report) {
    lead(report.getRole() == RaftRole.LEADER && !RaftNodeStatus.isTerminal(report.getStatus()));
  }

  /** Brings the status up to date; called after each task. */
  void refresh(RaftNodeImpl node) {
    RaftState state = node.state();
    Status old = status;
    Role role = roleOf(node);
    if (old.commitIndex() == state.commitIndex()
        && old.appliedIndex() == state.lastApplied()
        && old.term() == state.term()
        && old.role() == role
        && members == state.effectiveGroupMembers()
        && Outcomes.leader(state.leader()).equals(old.leader())) {
      return;
    }
    status =
        new Status(
            role,
            Outcomes.leader(state.leader()),
            state.term(),
            state.commitIndex(),
            state.lastApplied(),
            voters(state.effectiveGroupMembers(), old.voters()));
  }

  /** This voter has stopped: it leads no more and does not take part. */
  void stopped() {
    lead(false);
    Status last = status;
    status =
        new Status(
            Role.INACTIVE,
            Optional.empty(),
            last.term(),
            last.commitIndex(),
            last.appliedIndex(),
            last.voters());
  }

  private void lead(boolean now) {
    if (leading != now) {
      leading = now;
      machine.leadershipChanged(now);
    }
  }

  private List<NodeId> voters(RaftGroupMembers current, List<NodeId> old) {
    if (members == current) {
      return old;
    }
    members = current;
    return current.getVotingMembers().stream().map(VoterEndpoint::nodeOf).sorted().toList();
  }

  private static Role roleOf(RaftNodeImpl node) {
    return switch (node.getStatus()) {
      case INITIAL, TERMINATED -> Role.INACTIVE;
      case ACTIVE, UPDATING_RAFT_GROUP_MEMBER_LIST ->
          switch (node.state().role()) {
            case LEADER -> Role.LEADER;
            case CANDIDATE -> Role.CANDIDATE;
            case FOLLOWER -> Role.FOLLOWER;
            case LEARNER -> Role.CLIENT;
          };
    };
  }
}
