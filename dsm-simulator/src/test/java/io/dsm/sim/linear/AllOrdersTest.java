// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.ref.RefEntry;
import io.dsm.sim.linear.Linearizability.Result;
import io.dsm.sim.linear.RefModel.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The search gives the answer that trying every order gives, for thousands of small histories of
 * which about as many are good as bad: calls that overlap, answers that are made up, calls without
 * answer.
 */
class AllOrdersTest {

  private static final int HISTORIES = 4_000;
  private static final int CALLS = 6;

  @Test
  void theSearchFindsWhatTryingEveryOrderFinds() {
    int good = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      List<Call<Operation, RefModel.Result>> history = history(new SplittableRandom(seed));
      boolean explained = anyOrder(history, new ArrayList<>(), new RefModel().initial());
      assertThat(Linearizability.judge(new RefModel(), history))
          .as("seed %d: %s", seed, history)
          .isEqualTo(explained ? Result.LINEARIZABLE : Result.VIOLATED);
      good += explained ? 1 : 0;
    }
    assertThat(good).as("histories that are good").isBetween(HISTORIES / 5, HISTORIES * 4 / 5);
  }

  /** What a reference does, with some answers replaced by others and some left out. */
  private static List<Call<Operation, RefModel.Result>> history(SplittableRandom random) {
    List<Call<Operation, RefModel.Result>> history = new ArrayList<>();
    RefEntry<String> state = new RefModel().initial();
    for (int i = 0; i < CALLS; i++) {
      Operation operation = operation(random);
      RefEntry<String> told = random.nextInt(12) == 0 ? other(state) : state;
      RefModel.Result result = result(told, operation);
      long begun = i * 10L - random.nextInt(25);
      if (random.nextInt(5) == 0) {
        history.add(Call.unknown(begun, operation));
        if (random.nextBoolean()) {
          continue; // it never happened
        }
      } else {
        history.add(Call.answered(begun, i * 10L + random.nextInt(25), operation, result));
      }
      state = new RefModel().step(state, operation, Optional.empty()).orElseThrow();
    }
    return history;
  }

  private static Operation operation(SplittableRandom random) {
    String value = random.nextBoolean() ? "a" : "b";
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Operation.Read();
      case 2 -> new Operation.Set(value);
      case 3 -> new Operation.SetIfAbsent(value);
      case 4 -> new Operation.CompareAndSet(value, value.equals("a") ? "b" : "a");
      default -> new Operation.Delete();
    };
  }

  private static RefEntry<String> other(RefEntry<String> state) {
    return new RefEntry<>(
        state.version() + 1, state.value().isEmpty() ? Optional.of("a") : Optional.empty());
  }

  private static RefModel.Result result(RefEntry<String> state, Operation operation) {
    return switch (operation) {
      case Operation.Read() -> new RefModel.Result.Entry(state);
      case Operation.Set(var value) -> new RefModel.Result.Version(state.version() + 1);
      case Operation.SetIfAbsent(var value) -> new RefModel.Result.Done(state.value().isEmpty());
      case Operation.CompareAndSet(var expected, var value) ->
          new RefModel.Result.Done(state.value().equals(Optional.of(expected)));
      case Operation.SetIfUnchanged(var version, var value) ->
          new RefModel.Result.Done(state.version() == version);
      case Operation.Delete() -> new RefModel.Result.Done(state.value().isPresent());
    };
  }

  /** Tries every order, and leaving out every set of calls without answer. */
  private static boolean anyOrder(
      List<Call<Operation, RefModel.Result>> history, List<Integer> done, RefEntry<String> state) {
    boolean complete = true;
    for (int i = 0; i < history.size(); i++) {
      if (!done.contains(i)) {
        complete &= !history.get(i).isAnswered();
      }
    }
    if (complete) {
      return true;
    }
    for (int i = 0; i < history.size(); i++) {
      if (!done.contains(i) && mayBeNext(history, done, i)) {
        Call<Operation, RefModel.Result> call = history.get(i);
        Optional<RefEntry<String>> after =
            new RefModel().step(state, call.operation(), call.result());
        if (after.isPresent()) {
          List<Integer> more = new ArrayList<>(done);
          more.add(i);
          if (anyOrder(history, more, after.get())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Nobody else had been answered before it began. */
  private static boolean mayBeNext(
      List<Call<Operation, RefModel.Result>> history, List<Integer> done, int call) {
    for (int i = 0; i < history.size(); i++) {
      if (!done.contains(i) && history.get(i).returned() < history.get(call).invoked()) {
        return false;
      }
    }
    return true;
  }
}
