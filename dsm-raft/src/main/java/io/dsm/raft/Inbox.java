// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLogSettings;
import io.dsm.raft.wire.Letter;
import io.dsm.raft.wire.MessageCodec;
import io.microraft.RaftEndpoint;
import io.microraft.RaftRole;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.impl.state.RaftState;
import io.microraft.model.message.AppendEntriesFailureResponse;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import io.microraft.model.message.InstallSnapshotRequest;
import io.microraft.model.message.InstallSnapshotResponse;
import io.microraft.model.message.PreVoteRequest;
import io.microraft.model.message.PreVoteResponse;
import io.microraft.model.message.RaftMessage;
import io.microraft.model.message.TriggerLeaderElectionRequest;
import io.microraft.model.message.VoteRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Messages of other voters on their way to MicroRaft. Whatever is not right is dropped and counted,
 * never answered: to the sender it is a lost message.
 */
final class Inbox {

  private static final System.Logger LOG = System.getLogger(Inbox.class.getName());

  private static final int WAITING_MAX = 10_000;

  private final long group;
  private final long memory;
  private final RaftNodeImpl node;
  private final LogExecutor executor;
  private final Reconciliation reconciliation;
  private final TrueMajority majority = new TrueMajority();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Drop, LongAdder> drops = new EnumMap<>(Drop.class);

  Inbox(
      ReplicatedLogSettings settings,
      RaftNodeImpl node,
      LogExecutor executor,
      Reconciliation reconciliation) {
    this.group = settings.group();
    this.memory = settings.self().memory();
    this.node = node;
    this.executor = executor;
    this.reconciliation = reconciliation;
    for (Drop reason : Drop.values()) {
      drops.put(reason, new LongAdder());
    }
  }

  /** Why a message was dropped. */
  enum Drop {
    /** Not a message of this version, or inconsistent in itself. */
    MALFORMED,
    /** The log's thread is too far behind. */
    OVERFLOW,
    /** Of another log, or an answer of who is no member. */
    STRANGER,
    /** To an earlier memory of this node. */
    FORMER,
    /** An answer to what this voter asked in an earlier term, or a chunk from a former leader. */
    STALE
  }

  /** Any thread; returns at once and never throws. */
  void received(NodeId sender, byte[] bytes) {
    Letter letter;
    try {
      letter = MessageCodec.decode(sender, bytes);
    } catch (RuntimeException e) {
      drop(Drop.MALFORMED, sender, String.valueOf(e.getMessage()));
      return;
    }
    if (letter.group() != group) {
      drop(Drop.STRANGER, sender, "of log " + letter.group());
      return;
    }
    if (letter.to() != memory) {
      drop(Drop.FORMER, sender, "for memory " + letter.to());
      return;
    }
    if (waiting.incrementAndGet() > WAITING_MAX) {
      waiting.decrementAndGet();
      drop(Drop.OVERFLOW, sender, WAITING_MAX + " wait already");
      return;
    }
    handOver(sender, letter.message());
  }

  /** Messages dropped so far for a reason. */
  long dropped(Drop reason) {
    return count(reason).sum();
  }

  private void handOver(NodeId sender, RaftMessage message) {
    Runnable delivery =
        () -> {
          waiting.decrementAndGet();
          deliver(sender, message);
        };
    try {
      if (isLight(message)) {
        executor.submitOrRun(delivery);
      } else {
        executor.submit(delivery);
      }
    } catch (RuntimeException e) {
      // The executor has been shut down.
      waiting.decrementAndGet();
      drop(Drop.OVERFLOW, sender, String.valueOf(e.getMessage()));
    }
  }

  // Whoever brings the message may see to it, unless that means to sync entries to disk: the thread
  // is the transport's, which others wait for.
  private static boolean isLight(RaftMessage message) {
    return switch (message) {
      case AppendEntriesRequest request -> request.getLogEntries().isEmpty();
      case AppendEntriesSuccessResponse _ -> true;
      default -> false;
    };
  }

  private void deliver(NodeId sender, RaftMessage message) {
    if (!mayCome(message)) {
      drop(Drop.STRANGER, sender, "the group is " + node.getEffectiveMembers().getMembers());
      return;
    }
    if (isStale(message)) {
      drop(Drop.STALE, sender, "term " + message.getTerm());
    } else if (message instanceof PreVoteResponse refusal && revealsNewerTerm(refusal)) {
      node.toFollower(refusal.getTerm());
    } else {
      handle(message);
    }
  }

  private void handle(RaftMessage message) {
    RaftState state = node.state();
    switch (message) {
      case AppendEntriesSuccessResponse response ->
          majority.heard(response, state).forEach(this::pass);
      case AppendEntriesRequest request -> pass(reconciliation.mended(request, state));
      case AppendEntriesFailureResponse refused ->
          pass(majority.heard(EmptyLog.heard(refused, state), state));
      case InstallSnapshotRequest chunk -> {
        LostChange.forgetIfReplaced(chunk, node);
        pass(chunk);
      }
      default -> pass(message);
    }
  }

  private void pass(RaftMessage mended) {
    try {
      executor.runAtOnce(() -> node.handle(mended));
    } finally {
      reconciliation.handled();
    }
  }

  // Members may have been added that this voter has not heard of yet: it must listen to such a
  // leader, and vote for such a candidate. Answers count only if they are a known member's.
  private boolean mayCome(RaftMessage message) {
    return switch (message) {
      case AppendEntriesRequest _,
          InstallSnapshotRequest _,
          PreVoteRequest _,
          VoteRequest _,
          TriggerLeaderElectionRequest _ ->
          true;
      default -> isMember(message.getSender());
    };
  }

  private boolean isMember(RaftEndpoint sender) {
    return node.getEffectiveMembers().isKnownMember(sender)
        || node.getCommittedMembers().isKnownMember(sender);
  }

  // MicroRaft believes answers of any term. In an earlier term the follower may have held entries
  // that it has lost since, and its word about a round of queries was given to an earlier
  // leadership.
  private boolean isStale(RaftMessage message) {
    return switch (message) {
      case AppendEntriesSuccessResponse _,
          AppendEntriesFailureResponse _,
          InstallSnapshotResponse _ ->
          message.getTerm() < node.getTerm().getTerm();
      // We fetch snapshots from the leader only; 0.7 stumbles over chunks of one that leads no
      // more.
      case InstallSnapshotRequest chunk -> !chunk.isSenderLeader();
      default -> false;
    };
  }

  // A voter refuses a pre-vote for a term behind its own, and MicroRaft does not learn from it. If
  // the voters with the newest log are behind in term and the others behind in log, all refuse one
  // another for ever. Taking over the refuser's term ends that. A refusal for another reason names
  // at most the term after ours.
  private boolean revealsNewerTerm(PreVoteResponse response) {
    return !response.isGranted()
        && response.getTerm() > node.getTerm().getTerm() + 1
        && node.state().role() == RaftRole.FOLLOWER
        && node.state().leader() == null;
  }

  private void drop(Drop reason, NodeId sender, String detail) {
    LongAdder counter = count(reason);
    counter.increment();
    if (Long.bitCount(counter.sum()) == 1) {
      LOG.log(
          reason == Drop.STALE || reason == Drop.FORMER
              ? System.Logger.Level.DEBUG
              : System.Logger.Level.WARNING,
          "dropped a message of ''{0}'': {1} ({2}); {3} so far; it counts as lost",
          sender,
          reason,
          detail,
          counter.sum());
    }
  }

  private LongAdder count(Drop reason) {
    return Objects.requireNonNull(drops.get(reason));
  }
}
