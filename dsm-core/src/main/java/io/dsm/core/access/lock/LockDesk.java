// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lock;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.access.lease.LeaseQueue;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseEvent;
import io.dsm.lease.ReleaseResult;
import io.dsm.lock.LockHold;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Serves the callers of this node for the locks of one declaration, one after the other. However
 * many they are, the voters see one member that waits. A lock that passes from one caller to the
 * next goes through the voters, for a token of its own and because other nodes may come first.
 * Thread-safe; leases are asked and callers are told outside its lock.
 */
final class LockDesk {

  private static final int CALLERS = 10_000;

  private final LeaseQueue<String> leases;
  private final Clock clock;
  private final Timers timers;
  private final String note;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, LocalLine> lines = new HashMap<>();

  LockDesk(LeaseQueue<String> leases, Clock clock, Timers timers, Member self) {
    this.leases = leases;
    this.clock = clock;
    this.timers = timers;
    this.note = self.toString();
    leases.listen(this::happened);
  }

  LeaseQueue<String> leases() {
    return leases;
  }

  Timers timers() {
    return timers;
  }

  CompletableFuture<Optional<LockHold>> enter(String key, Duration wait) {
    Caller caller = new Caller(wait.isPositive(), clock.monotonicNanos());
    caller.promise.whenComplete(
        (hold, failure) -> {
          if (caller.promise.isCancelled()) {
            leave(key, caller);
          }
        });
    changing(key, (line, then) -> enter(line, key, caller, then));
    if (caller.patient && !caller.promise.isDone() && wait.compareTo(LockHandle.FOR_EVER) < 0) {
      caller.timer = timers.after(wait.toNanos(), () -> expired(key, caller));
      if (caller.promise.isDone()) {
        caller.timer.cancel();
      }
    }
    return caller.promise;
  }

  private void enter(LocalLine line, String key, Caller caller, Queue<Runnable> then) {
    if (!caller.patient && !line.isIdle()) {
      then.add(caller::goesWithout);
    } else if (line.callers.size() >= CALLERS) {
      then.add(
          () ->
              caller.fail(
                  new DsmException.Unavailable(
                      "lock %s cannot be waited for: %d callers of this node wait already; it is"
                              .formatted(key, CALLERS)
                          + " not held; use fewer threads")));
    } else {
      line.callers.add(caller);
      if (line.asking) {
        then.add(() -> leases.look(key));
      } else if (line.hold.isEmpty()) {
        ask(line, key, Optional.empty(), then);
      }
    }
  }

  /** A caller gives up or its time is over. */
  private void leave(String key, Caller caller) {
    changing(
        key,
        (line, then) -> {
          if (line.callers.remove(caller)) {
            then.add(caller::goesWithout);
            if (line.callers.isEmpty()) {
              withdraw(line, key, then);
            }
          }
        });
  }

  /** Its time is over: somebody else has the lock, or nobody knows. */
  private void expired(String key, Caller caller) {
    boolean heard = leases.waits(key, caller.askedNanos);
    changing(
        key,
        (line, then) -> {
          if (line.asking && !heard && line.callers.remove(caller)) {
            then.add(() -> caller.fail(unheard(key)));
            if (line.callers.isEmpty()) {
              withdraw(line, key, then);
            }
          }
        });
    leave(key, caller);
  }

  private static DsmException unheard(String key) {
    return new DsmException.Unavailable(
        key
            + " was waited for, but the voters did not answer in time; it is not held; see whether a"
            + " majority of the voters runs and can be reached");
  }

  private void withdraw(LocalLine line, String key, Queue<Runnable> then) {
    line.answer.ifPresent(
        answer -> {
          line.asked();
          then.add(() -> leases.withdraw(key, answer));
        });
  }

  private void ask(LocalLine line, String key, Optional<FencingToken> ended, Queue<Runnable> then) {
    line.asking = true;
    boolean patient = ended.isPresent() || line.callers.stream().allMatch(one -> one.patient);
    then.add(
        () -> {
          CompletionStage<AcquireResult<String>> answer =
              patient ? leases.turn(key, note, ended) : leases.acquire(key, note);
          changing(
              key,
              (present, more) -> {
                present.answer = Optional.of(answer);
                if (patient && present.callers.isEmpty()) {
                  withdraw(present, key, more);
                }
              });
          answer.whenComplete((result, failure) -> answered(key, answer, result, failure));
        });
  }

  private void answered(
      String key,
      CompletionStage<AcquireResult<String>> answer,
      AcquireResult<String> result,
      @Nullable Throwable failure) {
    changing(
        key,
        (line, then) -> {
          boolean awaited = line.answer.filter(expected -> expected == answer).isPresent();
          if (awaited) {
            line.asked();
          }
          if (failure != null) {
            if (awaited) {
              failed(line, key, failure, then);
            }
          } else if (result instanceof AcquireResult.Acquired<String>(var lease)) {
            acquired(line, lease, then);
          } else if (awaited) {
            taken(line, key, then);
          }
        });
  }

  private void acquired(LocalLine line, Lease<String> lease, Queue<Runnable> then) {
    if (line.asking || line.hold.isPresent()) {
      return; // an answer nobody waits for any more; whoever asks now gets the same lease
    }
    Optional<FencingToken> token = lease.token();
    if (token.isEmpty()) {
      askAgain(line, lease.key(), then);
    } else if (line.callers.isEmpty()) {
      then.add(() -> leases.release(lease.key(), token.get()));
    } else {
      Hold hold = new Hold(this, lease, token.get());
      line.hold = Optional.of(hold);
      Caller next = line.callers.remove();
      then.add(() -> next.served(hold));
    }
  }

  private void failed(LocalLine line, String key, Throwable failure, Queue<Runnable> then) {
    boolean wasTurn = line.callers.stream().allMatch(one -> one.patient);
    List<Caller> failing = new ArrayList<>(line.callers);
    if (!wasTurn) {
      failing.removeIf(one -> one.patient);
    }
    line.callers.removeAll(failing);
    failing.forEach(one -> then.add(() -> one.fail(failure)));
    askAgain(line, key, then);
  }

  /** Another node has it: who is patient waits in line. */
  private void taken(LocalLine line, String key, Queue<Runnable> then) {
    List<Caller> impatient = line.callers.stream().filter(one -> !one.patient).toList();
    line.callers.removeAll(impatient);
    impatient.forEach(one -> then.add(one::goesWithout));
    askAgain(line, key, then);
  }

  private void askAgain(LocalLine line, String key, Queue<Runnable> then) {
    if (!line.callers.isEmpty()) {
      ask(line, key, Optional.empty(), then);
    }
  }

  CompletionStage<ReleaseResult> release(Hold hold) {
    CompletableFuture<ReleaseResult> released = new CompletableFuture<>();
    changing(
        hold.key(),
        (line, then) -> {
          if (line.hold.filter(present -> present == hold).isEmpty()) {
            then.add(() -> released.complete(ReleaseResult.NOT_HELD));
            return;
          }
          line.hold = Optional.empty();
          if (line.callers.isEmpty()) {
            then.add(
                () ->
                    leases
                        .release(hold.key(), hold.number())
                        .whenComplete((result, failure) -> settle(released, result, failure)));
          } else {
            ask(line, hold.key(), Optional.of(hold.number()), then);
            then.add(() -> released.complete(ReleaseResult.RELEASED));
          }
        });
    return released;
  }

  private static void settle(
      CompletableFuture<ReleaseResult> promise, ReleaseResult result, @Nullable Throwable failure) {
    if (failure == null) {
      promise.complete(result);
    } else {
      promise.completeExceptionally(failure);
    }
  }

  private void happened(LeaseEvent<String> event) {
    switch (event) {
      case LeaseEvent.Acquired<String> _ -> {}
      case LeaseEvent.Released<String>(var key, var token) ->
          ended(key, token, "the node gave it up because it stops");
      case LeaseEvent.Lost<String>(var key, var token, var reason) -> ended(key, token, reason);
    }
  }

  private void ended(String key, FencingToken token, String reason) {
    changing(
        key,
        (line, then) ->
            line.hold
                .filter(hold -> hold.number().equals(token))
                .ifPresent(
                    hold -> {
                      line.hold = Optional.empty();
                      then.add(() -> hold.lost(reason));
                      askAgain(line, key, then);
                    }));
  }

  private interface Change {
    void make(LocalLine line, Queue<Runnable> then);
  }

  /** Changes a line under the lock, then does outside of it what follows. */
  private void changing(String key, Change change) {
    Queue<Runnable> then = new ArrayDeque<>();
    lock.lock();
    try {
      LocalLine line = lines.computeIfAbsent(key, any -> new LocalLine());
      change.make(line, then);
      if (line.isIdle()) {
        lines.remove(key);
      }
    } finally {
      lock.unlock();
    }
    then.forEach(Runnable::run);
  }

  /** How many locks this node holds, awaits or asks for; for tests. */
  int keys() {
    lock.lock();
    try {
      return lines.size();
    } finally {
      lock.unlock();
    }
  }
}
