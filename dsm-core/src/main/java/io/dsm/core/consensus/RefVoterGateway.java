// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.core.access.ref.RefGateway;
import io.dsm.core.types.ref.RefAnswer;
import io.dsm.core.types.ref.RefCodec;
import io.dsm.core.types.ref.RefCommand;
import io.dsm.core.types.ref.RefOutcome;
import io.dsm.core.types.ref.RefQuery;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** References ask the voters through it. */
record RefVoterGateway(VoterCalls calls, Duration callTimeout) implements RefGateway {

  @Override
  public CompletionStage<RefOutcome> submit(RefCommand command) {
    Supplier<String> what =
        () -> (command.value().isPresent() ? "writing " : "deleting ") + command.ref();
    return Answers.read(
        calls.command(what, RefCodec.encode(command), callTimeout),
        bytes -> outcome(what, Verdict.decode(bytes)));
  }

  @Override
  public CompletionStage<RefAnswer> ask(RefQuery query) {
    Supplier<String> what =
        () ->
            switch (query) {
              case RefQuery.Read(var ref, var schema) -> "reading " + ref;
              case RefQuery.Follow(var member, var known) ->
                  "following " + known.size() + " references";
            };
    return Answers.read(calls.query(what, RefCodec.encode(query), callTimeout), RefCodec::answer);
  }

  private static RefOutcome outcome(Supplier<String> what, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Applied(var outcome) -> RefCodec.outcome(outcome);
      case Verdict.SessionEnded() ->
          throw new DsmException.Indeterminate(
              what.get()
                  + " came after this member's session with the voters had ended; it may have"
                  + " happened before; read the reference, and use the node's present life");
      case Verdict.Forgotten() ->
          throw new DsmException.Indeterminate(
              what.get() + " is so old that its outcome is forgotten; read the reference");
      case Verdict.Unreadable() ->
          throw new DsmException.Rejected(
              what.get()
                  + " was not understood by the voters; nothing happened; run equal versions");
    };
  }
}
