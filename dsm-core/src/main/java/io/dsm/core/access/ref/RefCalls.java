// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.access.call.CallPromise;
import io.dsm.core.types.ref.RefAnswer;
import io.dsm.core.types.ref.RefBytes;
import io.dsm.core.types.ref.RefCell;
import io.dsm.core.types.ref.RefCommand;
import io.dsm.core.types.ref.RefCommand.Expected;
import io.dsm.core.types.ref.RefOutcome;
import io.dsm.core.types.ref.RefQuery;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.ref.RefEntry;
import io.dsm.ref.RefSpec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Single questions of one reference to the voters. Stages complete on any thread, and fail with
 * what the caller shall see.
 */
final class RefCalls<V> {

  private final RefSpec<V> spec;
  private final RefCodecOf<V> codec;
  private final RefPorts ports;
  private final RefNode node;
  private final RefFeed<V> feed;

  RefCalls(RefSpec<V> spec, ValueCodec<V> codec, RefPorts ports, RefNode node) {
    this.spec = spec;
    this.codec = new RefCodecOf<>(spec.address(), codec);
    this.ports = ports;
    this.node = node;
    this.feed = new RefFeed<>(this.codec, ports.callbacks());
  }

  RefSpec<V> spec() {
    return spec;
  }

  RefPorts ports() {
    return ports;
  }

  RefNode node() {
    return node;
  }

  RefFeed<V> feed() {
    return feed;
  }

  RefCodecOf<V> codec() {
    return codec;
  }

  RefEntry<V> entry(RefCell cell) {
    return new RefEntry<>(cell.version(), codec.decoded(cell.value()));
  }

  /** A linearizable read. */
  CallPromise<RefCell> read() {
    return asked(
        () -> ports.gateway().ask(new RefQuery.Read(spec.address(), spec.schemaId())),
        answer ->
            switch (answer) {
              case RefAnswer.Holds(var cell) -> cell;
              case RefAnswer.OtherSchema(var present) -> throw otherSchema(present);
              case RefAnswer.Newer _ ->
                  throw new IllegalStateException("no answer to a read: " + answer);
            });
  }

  /** Writes, or deletes, on a condition. */
  CallPromise<Attempt> write(Expected expected, Optional<RefBytes> value) {
    RefCommand command = new RefCommand(spec.address(), spec.schemaId(), expected, value);
    return asked(() -> ports.gateway().submit(command), this::attempt);
  }

  private Attempt attempt(RefOutcome outcome) {
    return switch (outcome) {
      case RefOutcome.Written(var version) -> new Attempt.Done(version);
      case RefOutcome.Conflict(var present, var whole) ->
          new Attempt.Refused(whole ? Optional.of(present) : Optional.empty());
      case RefOutcome.Overtaken(var greatest) -> new Attempt.Overtaken(greatest);
      case RefOutcome.OtherSchema(var present) -> throw otherSchema(present);
      case RefOutcome.Full(var bound) ->
          throw new DsmException.Rejected(
              "reference %s was not written: the voters keep at most %s; declare fewer"
                  .formatted(spec.address(), bound));
    };
  }

  /** What a conditional write came to. */
  sealed interface Attempt {

    /** Written, as that version. */
    record Done(long version) implements Attempt {}

    /**
     * The condition did not hold.
     *
     * @param present what was there instead; empty if it was too large to be told
     */
    record Refused(Optional<RefCell> present) implements Attempt {}

    /** A greater token has written before. */
    record Overtaken(long greatest) implements Attempt {}
  }

  /** What a write under a token came to. */
  static Admission admission(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Done _ -> new Admission.Admitted();
      case Attempt.Overtaken(var greatest) -> new Admission.Refused(FencingToken.of(greatest));
      case Attempt.Refused _ ->
          throw new IllegalStateException("refused for another reason: " + attempt);
    };
  }

  private interface Question<T> {
    CompletionStage<T> ask();
  }

  private <T, R> CallPromise<R> asked(Question<T> question, Function<T, R> reader) {
    CompletionStage<T> stage =
        node.refusal()
            .<CompletionStage<T>>map(CompletableFuture::failedStage)
            .orElseGet(question::ask);
    CallPromise<R> promise = promise(stage);
    stage.whenComplete((value, failure) -> tell(promise, value, failure, reader));
    return promise;
  }

  private static <R> CallPromise<R> promise(CompletionStage<?> stage) {
    return new CallPromise<>(evenIfSent -> CallPromise.giveUp(stage, evenIfSent));
  }

  private DsmException otherSchema(String present) {
    return new DsmException.Rejected(
        "reference %s holds values of schema %s, this node declares %s; nothing was read or written;"
                .formatted(spec.address(), present, spec.schemaId())
            + " declare the same schema on all nodes, or use another collection id");
  }

  /** The stage for an application: completes on the executor of callbacks, failures unwrapped. */
  <T, R> CompletionStage<R> told(CompletionStage<T> stage, Function<T, R> reader) {
    CallPromise<R> promise = promise(stage);
    stage.whenComplete(
        (value, failure) -> ports.callbacks().execute(() -> tell(promise, value, failure, reader)));
    return promise;
  }

  private static <T, R> void tell(
      CompletableFuture<R> promise, T value, @Nullable Throwable failure, Function<T, R> reader) {
    if (failure != null) {
      promise.completeExceptionally(cause(failure));
      return;
    }
    try {
      promise.complete(reader.apply(value));
    } catch (RuntimeException broken) {
      promise.completeExceptionally(broken);
    }
  }

  /** What really failed: dependent stages wrap it. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
