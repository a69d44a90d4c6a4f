// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.access.lease.LeaseGateway;
import io.dsm.core.access.lease.OfferReply;
import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseCodec;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.core.types.lease.LeaseQuery;
import io.dsm.core.types.lease.LeaseQueryCodec;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Leases ask the voters through it: typed commands and queries on one side, bytes on the other. */
record VoterGateway(VoterCalls calls, Offers offers, Duration callTimeout) implements LeaseGateway {

  @Override
  public CompletionStage<LeaseOutcome> submit(LeaseCommand command, Duration timeout) {
    Supplier<String> what = () -> describe(command);
    return Answers.read(
        calls.command(what, LeaseCodec.encode(command), timeout),
        bytes -> outcome(what, command, Verdict.decode(bytes)));
  }

  @Override
  public CompletionStage<LeaseAnswer> ask(LeaseQuery query) {
    return Answers.read(
        calls.query(() -> "the question for " + query, LeaseQueryCodec.encode(query), callTimeout),
        LeaseQueryCodec::answer);
  }

  @Override
  public CompletionStage<OfferReply> offer(Member target, LeaseKey key) {
    return offers.offer(target, key);
  }

  private static LeaseOutcome outcome(
      Supplier<String> what, LeaseCommand command, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Applied(var outcome) -> LeaseCodec.outcome(outcome);
      case Verdict.SessionEnded() -> {
        if (command instanceof LeaseCommand.ReleaseAll) {
          yield new LeaseOutcome.Released(0);
        }
        throw new DsmException.Indeterminate(
            what.get()
                + " came after this member's session with the voters had ended; whatever it did has"
                + " been undone; use the node's present life");
      }
      case Verdict.Forgotten() ->
          throw new DsmException.Indeterminate(
              what.get() + " is so old that its outcome is forgotten; read the current state");
      case Verdict.Unreadable() ->
          throw new DsmException.Rejected(
              what.get()
                  + " was not understood by the voters; nothing happened; run equal versions");
    };
  }

  private static String describe(LeaseCommand command) {
    return switch (command) {
      case LeaseCommand.Acquire acquire -> "acquiring lease " + acquire.key();
      case LeaseCommand.Join join -> "waiting for lease " + join.asked().key();
      case LeaseCommand.Leave leave -> "not waiting any more for lease " + leave.key();
      case LeaseCommand.Forget(var member) -> "forgetting " + member;
      case LeaseCommand.Revoke(var claim) -> "revoking lease " + claim.key();
      case LeaseCommand.Renew renew -> "renewing " + renew.claims().size() + " leases";
      case LeaseCommand.Transfer(var claim, var owner, var target, var consent) ->
          "transferring lease " + claim.key() + " to " + target;
      case LeaseCommand.Release release -> "releasing lease " + release.claim().key();
      case LeaseCommand.ReleaseAll all -> "releasing all leases of " + all.owner();
      case LeaseCommand.Expire expire -> "expiring lease " + expire.claim().key();
    };
  }
}
