// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.consensus.ConsensusMessage.Answer;
import io.dsm.core.consensus.ConsensusMessage.ForwardCommand;
import io.dsm.core.consensus.ConsensusMessage.ForwardQuery;
import io.dsm.core.consensus.ConsensusMessage.NotDone;
import io.dsm.core.consensus.ConsensusMessage.Reply;
import io.dsm.core.consensus.ConsensusMessage.Uncertain;
import io.dsm.core.types.lease.LeaseCodec;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.ref.RefCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Serves commands and queries of members, itself included, at a voter. A command that is refused
 * here was not appended and cannot be later by a repeated message: so a member may tell its
 * application for certain that nothing happened.
 */
final class LeaderDesk {

  private static final int SENDERS = 1_024;

  private final Supplier<Optional<ReplicatedLog>> log;
  private final Map<Member, Arrived> arrived = new LinkedHashMap<>();

  LeaderDesk(Supplier<Optional<ReplicatedLog>> log) {
    this.log = log;
  }

  void serve(Member from, ForwardCommand request, Consumer<Answer> answer) {
    if (!arrived(from).first(request.attempt())) {
      return;
    }
    if (!mayAsk(from, request.payload())) {
      answer.accept(new NotDone(request.attempt(), Optional.empty(), "not a command of " + from));
      return;
    }
    Envelope envelope =
        new Envelope.OfSession(from, request.command(), request.settled(), request.payload());
    serve(request.attempt(), answer, voter -> voter.propose(Envelope.encode(envelope)));
  }

  void serve(ForwardQuery request, Consumer<Answer> answer) {
    serve(request.attempt(), answer, voter -> voter.read(request.payload()));
  }

  private interface Question {
    CompletionStage<byte[]> ask(ReplicatedLog log);
  }

  private void serve(long attempt, Consumer<Answer> answer, Question question) {
    Optional<ReplicatedLog> voter = log.get();
    if (voter.isEmpty()) {
      answer.accept(new NotDone(attempt, Optional.empty(), "not a voter, or not yet"));
      return;
    }
    question
        .ask(voter.get())
        .whenComplete(
            (bytes, failure) ->
                answer.accept(
                    failure == null ? new Reply(attempt, bytes) : failed(attempt, failure)));
  }

  private static Answer failed(long attempt, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case ReplicatedLog.NotLeader notLeader ->
          new NotDone(attempt, notLeader.leader(), "not the leader");
      case DsmException.Unavailable refused ->
          new NotDone(attempt, Optional.empty(), String.valueOf(refused.getMessage()));
      default -> new Uncertain(attempt, String.valueOf(cause.getMessage()));
    };
  }

  /** Members command for themselves only, and never in the name of the leader's patience. */
  private static boolean mayAsk(Member from, byte[] payload) {
    try {
      if (RefCodec.isOwn(payload)) {
        return true; // any member may write; what cannot be read, the voters refuse alike
      }
      return switch (LeaseCodec.command(payload)) {
        case LeaseCommand.Acquire acquire -> acquire.owner().equals(from);
        case LeaseCommand.Join join -> join.asked().owner().equals(from);
        case LeaseCommand.Leave leave -> leave.owner().equals(from);
        case LeaseCommand.Revoke _ -> true;
        case LeaseCommand.Renew renew -> renew.owner().equals(from);
        case LeaseCommand.Transfer transfer -> transfer.owner().equals(from);
        case LeaseCommand.Release release -> release.owner().equals(from);
        case LeaseCommand.ReleaseAll releaseAll -> releaseAll.owner().equals(from);
        case LeaseCommand.Expire _, LeaseCommand.Forget _ -> false;
      };
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private Arrived arrived(Member from) {
    synchronized (arrived) {
      Arrived known = arrived.remove(from);
      Arrived numbers = known == null ? new Arrived() : known;
      arrived.put(from, numbers);
      if (arrived.size() > SENDERS) {
        arrived.remove(arrived.keySet().iterator().next());
      }
      return numbers;
    }
  }
}
