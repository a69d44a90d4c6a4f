// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.core.consensus.MemberChange;
import io.dsm.core.consensus.Membership;
import io.dsm.core.consensus.Roster;
import io.dsm.core.consensus.VoterId;
import io.dsm.raft.wire.VoterEndpoint;
import io.microraft.MembershipChangeMode;
import io.microraft.RaftEndpoint;
import io.microraft.RaftNodeStatus;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.impl.state.FollowerState;
import io.microraft.impl.state.LeaderState;
import io.microraft.report.RaftGroupMembers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The members of the log and their changes, one at a time (Ongaro, "Consensus: Bridging Theory and
 * Practice", chapter 4). What may be changed when is decided by MicroRaft: no change while another
 * is not committed, none before the leader has committed an entry of its term. Who is changed is
 * decided by the caller.
 */
final class Seats {

  /** So many entries behind the last committed one a learner is as good as ready. */
  private static final long NEARLY = 500;

  private final RaftNodeImpl node;

  Seats(RaftNodeImpl node) {
    this.node = node;
  }

  /** Log's thread only. */
  Roster committed() {
    RaftGroupMembers members = node.getCommittedMembers();
    List<VoterId> voters = ids(members.getVotingMembers());
    List<VoterId> all = ids(members.getMembers());
    return new Roster(
        members.getLogIndex(), voters, all.stream().filter(id -> !voters.contains(id)).toList());
  }

  /** Log's thread only. */
  Optional<Membership> membership() {
    LeaderState leading = node.state().leaderState();
    if (leading == null) {
      return Optional.empty();
    }
    Roster roster = committed();
    boolean changing =
        node.getStatus() != RaftNodeStatus.ACTIVE
            || node.state().leadershipTransferState() != null
            || node.getCommittedMembers() != node.getEffectiveMembers();
    List<VoterId> ready =
        roster.learners().stream()
            .filter(id -> isReady(leading.getFollowerStateOrNull(at(id))))
            .toList();
    return Optional.of(new Membership(roster, changing, ready));
  }

  private boolean isReady(@Nullable FollowerState learner) {
    return learner != null
        && learner.matchIndex() > 0
        && learner.matchIndex() + NEARLY >= node.state().commitIndex();
  }

  /** Any thread. */
  CompletionStage<Void> change(MemberChange change) {
    MembershipChangeMode mode =
        switch (change) {
          case MemberChange.Learn _ -> MembershipChangeMode.ADD_LEARNER;
          case MemberChange.Vote _ -> MembershipChangeMode.ADD_OR_PROMOTE_TO_FOLLOWER;
          case MemberChange.Leave _ -> MembershipChangeMode.REMOVE_MEMBER;
        };
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      var _ =
          node.changeMembership(at(change.id()), mode, node.getCommittedMembers().getLogIndex())
              .whenComplete(
                  (members, failure) -> {
                    if (failure == null) {
                      done.complete(null);
                    } else {
                      done.completeExceptionally(Outcomes.ofProposal(failure));
                    }
                  });
    } catch (RuntimeException shutDown) {
      done.completeExceptionally(Outcomes.stopped(shutDown));
    }
    return done;
  }

  private static RaftEndpoint at(VoterId id) {
    return new VoterEndpoint(id);
  }

  private static List<VoterId> ids(Collection<RaftEndpoint> endpoints) {
    return endpoints.stream().map(VoterEndpoint::idOf).sorted().toList();
  }
}
