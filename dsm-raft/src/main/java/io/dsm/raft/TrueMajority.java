// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.raft.wire.LogCodec;
import io.microraft.RaftEndpoint;
import io.microraft.impl.state.RaftState;
import io.microraft.model.message.AppendEntriesFailureResponse;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Lets acknowledgements count only once a true majority has given them.
 *
 * <p>While no change of members is pending, MicroRaft 0.7 commits and answers queries with half of
 * an even number of voters, the leader among them. That is enough against elections by the same
 * voters, who need more than half, but not against those by one voter less: both halves of four are
 * majorities of three. So an acknowledgement of one of an even number of voters is kept back until
 * those of enough others reach as far. To MicroRaft it is a late message.
 *
 * <p>Log's thread only.
 */
final class TrueMajority {

  private static final long NO_ROUND = 0;

  private final Map<RaftEndpoint, Reach> reached = new HashMap<>();
  private final Map<RaftEndpoint, AppendEntriesSuccessResponse> held = new HashMap<>();
  private int term;

  /** How far a voter has acknowledged entries, and rounds of queries. */
  private record Reach(long index, long round) {

    Reach(AppendEntriesSuccessResponse response) {
      this(response.getLastLogIndex(), response.getQuerySequenceNumber());
    }

    Reach orFurther(Reach other) {
      return new Reach(Math.max(index, other.index), Math.max(round, other.round));
    }

    boolean isWithin(long indexMax, long roundMax) {
      return index <= indexMax && round <= roundMax;
    }
  }

  /** The acknowledgements that may count now, this one or earlier ones among them. */
  List<AppendEntriesSuccessResponse> heard(AppendEntriesSuccessResponse response, RaftState state) {
    RaftEndpoint sender = response.getSender();
    if (state.leaderState() == null
        || response.getTerm() != state.term()
        || !state.isVotingMember(sender)) {
      return List.of(response);
    }
    if (term != state.term()) {
      term = state.term();
      reached.clear();
      held.clear();
    }
    reached.merge(sender, new Reach(response), Reach::orFurther);
    held.merge(sender, response, TrueMajority::later);
    return isHalfEnough(state)
        ? released(nth(state, Reach::index), nth(state, Reach::round))
        : released(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** The refusal, which must not count as an answer to a query if half would be enough. */
  AppendEntriesFailureResponse heard(AppendEntriesFailureResponse refusal, RaftState state) {
    return isHalfEnough(state)
        ? LogCodec.model()
            .createAppendEntriesFailureResponseBuilder()
            .setGroupId(refusal.getGroupId())
            .setSender(refusal.getSender())
            .setTerm(refusal.getTerm())
            .setExpectedNextIndex(refusal.getExpectedNextIndex())
            .setQuerySequenceNumber(NO_ROUND)
            .setFlowControlSequenceNumber(refusal.getFlowControlSequenceNumber())
            .build()
        : refusal;
  }

  private static boolean isHalfEnough(RaftState state) {
    return state.votingMemberCount() % 2 == 0;
  }

  /** What as many voters have reached as are a majority together with the leader. */
  private long nth(RaftState state, ToLongFunction<Reach> what) {
    int leader = state.isVotingMember(state.localEndpoint()) ? 1 : 0;
    long[] descending =
        state.remoteVotingMembers().stream()
            .map(voter -> reached.getOrDefault(voter, new Reach(0, 0)))
            .mapToLong(reach -> -what.applyAsLong(reach))
            .sorted()
            .toArray();
    return -descending[state.leaderElectionQuorumSize() - leader - 1];
  }

  private List<AppendEntriesSuccessResponse> released(long indexMax, long roundMax) {
    List<AppendEntriesSuccessResponse> released = new ArrayList<>(held.size());
    Iterator<AppendEntriesSuccessResponse> each = held.values().iterator();
    while (each.hasNext()) {
      AppendEntriesSuccessResponse response = each.next();
      if (new Reach(response).isWithin(indexMax, roundMax)) {
        released.add(response);
        each.remove();
      }
    }
    return released;
  }

  private static AppendEntriesSuccessResponse later(
      AppendEntriesSuccessResponse one, AppendEntriesSuccessResponse other) {
    boolean laterIndex = one.getLastLogIndex() > other.getLastLogIndex();
    boolean sameIndex = one.getLastLogIndex() == other.getLastLogIndex();
    boolean laterRound = one.getQuerySequenceNumber() > other.getQuerySequenceNumber();
    return laterIndex || (sameIndex && laterRound) ? one : other;
  }
}
