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

/** Histories known to be good and bad. */
class LinearizabilityTest {

  private final List<Call<Operation, RefModel.Result>> history = new ArrayList<>();

  @Test
  void callsOneAfterTheOtherMustAgree() {
    set(0, 1, "a", 1);
    read(2, 3, 1, "a");
    assertThat(judged()).isEqualTo(Result.LINEARIZABLE);
    read(4, 5, 0, null);
    assertThat(judged()).isEqualTo(Result.VIOLATED);
  }

  @Test
  void overlappingCallsMayTakeEffectInEitherOrder() {
    set(0, 10, "a", 2);
    set(0, 10, "b", 1);
    read(11, 12, 2, "a");
    assertThat(judged()).isEqualTo(Result.LINEARIZABLE);
  }

  @Test
  void aStaleReadIsNoticed() {
    set(0, 1, "a", 1);
    set(2, 3, "b", 2);
    read(4, 5, 1, "a");
    assertThat(judged()).isEqualTo(Result.VIOLATED);
  }

  @Test
  void aReadMayNotGoBackBehindAnEarlierRead() {
    set(0, 100, "a", 1);
    read(10, 20, 1, "a");
    read(30, 40, 0, null);
    assertThat(judged()).isEqualTo(Result.VIOLATED);
  }

  @Test
  void anUnansweredWriteMayHaveHappenedLater() {
    unknown(0, new Operation.Set("a"));
    read(10, 11, 0, null);
    read(20, 21, 1, "a");
    assertThat(judged()).isEqualTo(Result.LINEARIZABLE);
  }

  @Test
  void anUnansweredWriteMayNeverHaveHappened() {
    unknown(0, new Operation.Set("a"));
    set(10, 11, "b", 1);
    read(20, 21, 1, "b");
    assertThat(judged()).isEqualTo(Result.LINEARIZABLE);
  }

  @Test
  void anUnansweredWriteHappensOnceOnly() {
    unknown(0, new Operation.Set("a"));
    read(10, 11, 1, "a");
    set(12, 13, "b", 2);
    read(14, 15, 3, "a");
    assertThat(judged()).isEqualTo(Result.VIOLATED);
  }

  @Test
  void anUnansweredWriteDoesNotHappenBeforeItBegan() {
    read(0, 1, 1, "a");
    unknown(10, new Operation.Set("a"));
    assertThat(judged()).isEqualTo(Result.VIOLATED);
  }

  @Test
  void twoConditionalWritesOnOneVersionCannotBothSucceed() {
    set(0, 1, "a", 1);
    done(2, 10, new Operation.SetIfUnchanged(1, "b"), true);
    done(2, 10, new Operation.SetIfUnchanged(1, "c"), true);
    assertThat(judged()).isEqualTo(Result.VIOLATED);
  }

  @Test
  void aLostUpdateIsNoticed() {
    set(0, 1, "a", 1);
    done(2, 3, new Operation.CompareAndSet("a", "b"), true);
    done(4, 5, new Operation.Delete(), true);
    read(6, 7, 2, "b");
    assertThat(judged()).isEqualTo(Result.VIOLATED);
  }

  @Test
  void whatTheModelDoesIsAlwaysLinearizableAndWithAnotherAnswerItIsNot() {
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      history.clear();
      RefEntry<String> state = new RefModel().initial();
      for (int at = 0; at < 40; at++) {
        boolean read = random.nextInt(3) == 0;
        long begun = at * 10L - random.nextInt(40);
        long answered = at * 10L + random.nextInt(40);
        if (read) {
          read(begun, answered, state.version(), state.value().orElse(null));
        } else {
          state = new RefEntry<>(state.version() + 1, Optional.of("v" + at));
          set(begun, answered, "v" + at, state.version());
        }
      }
      assertThat(judged()).as("seed %d", seed).isEqualTo(Result.LINEARIZABLE);
      read(1_000, 1_001, state.version() - 1, "v");
      assertThat(judged()).as("seed %d", seed).isEqualTo(Result.VIOLATED);
    }
  }

  private Result judged() {
    return Linearizability.judge(new RefModel(), history);
  }

  private void set(long invoked, long returned, String value, long version) {
    history.add(
        Call.answered(
            invoked, returned, new Operation.Set(value), new RefModel.Result.Version(version)));
  }

  private void read(
      long invoked, long returned, long version, @org.jspecify.annotations.Nullable String value) {
    RefEntry<String> entry = new RefEntry<>(version, Optional.ofNullable(value));
    history.add(
        Call.answered(invoked, returned, new Operation.Read(), new RefModel.Result.Entry(entry)));
  }

  private void done(long invoked, long returned, Operation operation, boolean done) {
    history.add(Call.answered(invoked, returned, operation, new RefModel.Result.Done(done)));
  }

  private void unknown(long invoked, Operation operation) {
    history.add(Call.unknown(invoked, operation));
  }
}
