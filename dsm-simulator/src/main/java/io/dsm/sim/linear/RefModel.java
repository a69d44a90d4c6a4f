// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.linear;

import io.dsm.ref.RefEntry;
import java.util.Optional;

/** A reference, called by one client after the other. */
public final class RefModel
    implements Model<RefEntry<String>, RefModel.Operation, RefModel.Result> {

  /** What can be asked. */
  public sealed interface Operation {

    /** Reads value and version. */
    record Read() implements Operation {}

    /** Writes. */
    record Set(String value) implements Operation {}

    /** Writes if there is nothing. */
    record SetIfAbsent(String value) implements Operation {}

    /** Writes if that is there. */
    record CompareAndSet(String expected, String value) implements Operation {}

    /** Writes if nothing was written since. */
    record SetIfUnchanged(long version, String value) implements Operation {}

    /** Deletes if there is something. */
    record Delete() implements Operation {}
  }

  /** What can be answered. */
  public sealed interface Result {

    /** To a read. */
    record Entry(RefEntry<String> entry) implements Result {}

    /** To a set. */
    record Version(long version) implements Result {}

    /** To the others: whether it was done. */
    record Done(boolean done) implements Result {}
  }

  @Override
  public RefEntry<String> initial() {
    return new RefEntry<>(0, Optional.empty());
  }

  @Override
  public Optional<RefEntry<String>> step(
      RefEntry<String> state, Operation operation, Optional<Result> result) {
    return switch (operation) {
      case Operation.Read() -> {
        boolean explained = result.isEmpty() || result.get().equals(new Result.Entry(state));
        yield explained ? Optional.of(state) : Optional.empty();
      }
      case Operation.Set(var value) -> {
        RefEntry<String> next = next(state, Optional.of(value));
        boolean explained =
            result.isEmpty() || result.get().equals(new Result.Version(next.version()));
        yield explained ? Optional.of(next) : Optional.empty();
      }
      case Operation.SetIfAbsent(var value) ->
          conditional(state, state.value().isEmpty(), Optional.of(value), result);
      case Operation.CompareAndSet(var expected, var value) ->
          conditional(
              state, state.value().equals(Optional.of(expected)), Optional.of(value), result);
      case Operation.SetIfUnchanged(var version, var value) ->
          conditional(state, state.version() == version, Optional.of(value), result);
      case Operation.Delete() ->
          conditional(state, state.value().isPresent(), Optional.empty(), result);
    };
  }

  /** Versions only rise, and most answers tell one. */
  @Override
  public boolean isTooLate(RefEntry<String> state, Operation operation, Result result) {
    return switch (result) {
      case Result.Entry(var entry) -> state.version() > entry.version();
      case Result.Version(var version) -> state.version() >= version;
      case Result.Done(var done) ->
          done
              && operation instanceof Operation.SetIfUnchanged(var version, _)
              && state.version() > version;
    };
  }

  private static Optional<RefEntry<String>> conditional(
      RefEntry<String> state, boolean holds, Optional<String> value, Optional<Result> result) {
    if (result.isPresent() && !result.get().equals(new Result.Done(holds))) {
      return Optional.empty();
    }
    return Optional.of(holds ? next(state, value) : state);
  }

  private static RefEntry<String> next(RefEntry<String> state, Optional<String> value) {
    return new RefEntry<>(state.version() + 1, value);
  }
}
