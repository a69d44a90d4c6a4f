// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.DsmException;
import io.dsm.core.access.ref.RefCalls.Attempt;
import io.dsm.core.types.ref.RefBytes;
import io.dsm.core.types.ref.RefCell;
import io.dsm.core.types.ref.RefCommand.Expected;
import io.dsm.ref.Modification;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What to do next for one {@code modify}: optimistic, each write on condition that nothing was
 * written since. Begins with what this node has heard, which costs no read; an answer that writes
 * nothing, however, rests on a linearizable read. One thread at a time.
 */
final class ModifyLoop<V, R> {

  private final RefCalls<V> calls;
  private final Function<Optional<V>, Modification<V, R>> function;
  private final long untilNanos;
  private @Nullable RefCell present;
  private boolean linearizable;

  /** What to do next. */
  sealed interface Step<R> {

    /** It is decided. */
    record Answer<R>(R result) implements Step<R> {}

    /** Read, and bring {@link #present}. */
    record Read<R>() implements Step<R> {}

    /** Write; the answer holds if it {@link #isDone}. */
    record Write<R>(Expected expected, Optional<RefBytes> value, R result) implements Step<R> {}
  }

  ModifyLoop(RefCalls<V> calls, Function<Optional<V>, Modification<V, R>> function) {
    this.calls = calls;
    this.function = function;
    this.untilNanos =
        calls.ports().clock().monotonicNanos() + calls.ports().callTimeout().toNanos();
    RefFeed.Heard heard = calls.feed().heard();
    this.present = heard.confirmed() ? heard.cell() : null;
  }

  Step<R> next() {
    RefCell cell = present;
    if (cell == null) {
      return new Step.Read<>();
    }
    Expected unchanged = new Expected.Unchanged(cell.version());
    return switch (function.apply(calls.codec().decoded(cell.value()))) {
      case Modification.Set<V, R>(var value, var result) ->
          new Step.Write<>(unchanged, Optional.of(calls.codec().encoded(value)), result);
      case Modification.Delete<V, R>(var result) when cell.value().isPresent() ->
          new Step.Write<>(unchanged, Optional.empty(), result);
      case Modification.Delete<V, R>(var result) -> unchanged(result);
      case Modification.Keep<V, R>(var result) -> unchanged(result);
    };
  }

  private Step<R> unchanged(R result) {
    return linearizable ? new Step.Answer<>(result) : new Step.Read<>();
  }

  void present(RefCell cell) {
    present = cell;
    linearizable = true;
  }

  /** Whether the write was carried out; raises {@link DsmException.Unavailable} after too long. */
  boolean isDone(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Done _ -> true;
      case Attempt.Overtaken _ ->
          throw new IllegalStateException("modified without a token: " + attempt);
      case Attempt.Refused(var instead) -> {
        // What the voters refused with was there within this call: as good as a read.
        linearizable = instead.isPresent();
        present = instead.orElse(null);
        if (calls.ports().clock().monotonicNanos() - untilNanos >= 0) {
          throw new DsmException.Unavailable(
              "reference %s was changed by others faster than it could be modified within %s;"
                      .formatted(calls.spec().address(), calls.ports().callTimeout())
                  + " nothing was written; try again, or write from fewer places");
        }
        yield false;
      }
    };
  }
}
