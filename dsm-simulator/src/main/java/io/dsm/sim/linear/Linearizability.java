// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.linear;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches for an order of calls that respects real time and that the model explains. Calls without
 * an answer may take effect once, at any time after they began, or never.
 *
 * <p>Wing and Gong, "Testing and verifying concurrent objects", 1993, with the memory of Lowe,
 * "Testing for linearizability", 2017: a set of calls done and the state they lead to is tried
 * once.
 */
public final class Linearizability {

  /** Sets of calls tried before the search gives up. */
  private static final int EFFORT = 200_000;

  private Linearizability() {}

  /** What the search came to. */
  public enum Result {
    LINEARIZABLE,
    VIOLATED,
    /** Too many calls overlap to decide it. */
    UNDECIDED
  }

  /** Judges the history of one object. */
  public static <S, O, R> Result judge(Model<S, O, R> model, List<Call<O, R>> history) {
    return new Search<>(model, history).run();
  }

  private static final class Search<S, O, R> {
    private final Model<S, O, R> model;
    private final List<Call<O, R>> calls;
    private final Set<Tried<S>> tried = new HashSet<>();
    private final Deque<Choice<S>> path = new ArrayDeque<>();
    private final BitSet done = new BitSet();
    private int answersLeft;
    private S state;

    private record Tried<S>(BitSet done, S state) {}

    private record Choice<S>(int call, S before) {}

    Search(Model<S, O, R> model, List<Call<O, R>> history) {
      this.model = model;
      this.calls = history.stream().sorted(Comparator.comparingLong(Call::invoked)).toList();
      this.answersLeft = (int) calls.stream().filter(Call::isAnswered).count();
      this.state = model.initial();
    }

    Result run() {
      int from = 0;
      while (answersLeft > 0) {
        int next = nextChoice(from);
        if (next >= 0) {
          from = 0;
        } else if (path.isEmpty()) {
          return Result.VIOLATED;
        } else {
          from = undo() + 1;
        }
        if (tried.size() > EFFORT) {
          return Result.UNDECIDED;
        }
      }
      return Result.LINEARIZABLE;
    }

    /** Does the first call that may come next, from an index on; its index, or -1. */
    private int nextChoice(int from) {
      long earliestAnswer = earliestAnswer();
      for (int i = done.nextClearBit(from); i < calls.size(); i = done.nextClearBit(i + 1)) {
        Call<O, R> call = calls.get(i);
        if (call.invoked() > earliestAnswer) {
          return -1; // it and all later ones began after another had been answered
        }
        S after = after(i, call);
        if (after != null && isNew(i, after)) {
          path.push(new Choice<>(i, state));
          done.set(i);
          answersLeft -= call.isAnswered() ? 1 : 0;
          state = after;
          return i;
        }
      }
      return -1;
    }

    private @Nullable S after(int index, Call<O, R> call) {
      S after = model.step(state, call.operation(), call.result()).orElse(null);
      boolean idle = !call.isAnswered() && state.equals(after); // as if it had never happened
      return after == null || idle || isDeadEnd(index, after) ? null : after;
    }

    /** Whether some other answer that is still to be explained can come no more. */
    private boolean isDeadEnd(int call, S after) {
      if (after.equals(state)) {
        return false;
      }
      for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
        Call<O, R> left = calls.get(i);
        if (i != call
            && left.isAnswered()
            && model.isTooLate(after, left.operation(), left.result().get())) {
          return true;
        }
      }
      return false;
    }

    private boolean isNew(int call, S after) {
      BitSet with = (BitSet) done.clone();
      with.set(call);
      return tried.add(new Tried<>(with, after));
    }

    private int undo() {
      Choice<S> last = path.pop();
      done.clear(last.call());
      answersLeft += calls.get(last.call()).isAnswered() ? 1 : 0;
      state = last.before();
      return last.call();
    }

    private long earliestAnswer() {
      long earliest = Call.NEVER;
      for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
        if (calls.get(i).invoked() > earliest) {
          break;
        }
        earliest = Math.min(earliest, calls.get(i).returned());
      }
      return earliest;
    }
  }
}
