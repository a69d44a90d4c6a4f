// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.consensus.ConsensusMessage.ForwardCommand;
import io.dsm.core.consensus.ConsensusMessage.ForwardQuery;
import io.dsm.core.consensus.ConsensusMessage.NotDone;
import io.dsm.core.consensus.ConsensusMessage.Reply;
import io.dsm.core.consensus.ConsensusMessage.Uncertain;
import io.dsm.core.consensus.PendingCall.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of this node to the voters: finds the leader, sends again with the same command number
 * until an answer comes or time is over, and tells then what is certain. Thread-safe, nothing
 * blocks; stages complete on whatever thread brings the answer, never under the lock.
 */
final class VoterCalls {

  private static final int COMMANDS = 1_500;
  private static final int CALLS = 10_000;
  private static final int REDIRECTS = 3;
  private static final long BACKOFF_NANOS_MIN = 20_000_000;
  private static final long BACKOFF_NANOS_MAX = 500_000_000;
  private static final long ATTEMPT_NANOS_MIN = 50_000_000;
  private static final long ATTEMPT_NANOS_MAX = 1_000_000_000;

  private final ConsensusEnvironment environment;
  private final CallRoute route;
  private final LeaderDesk desk;
  private final Alarm alarm;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, PendingCall> byAttempt = new HashMap<>();
  private final TreeMap<Long, PendingCall> commands = new TreeMap<>();
  private final Set<PendingCall> calls = new LinkedHashSet<>();
  private long lastAttempt;
  private long lastCommand;
  private boolean closed;

  VoterCalls(ConsensusEnvironment environment, CallRoute route, LeaderDesk desk) {
    this.environment = environment;
    this.alarm =
        new Alarm(environment.logPorts().clock(), environment.logPorts().timers(), this::due);
    this.route = route;
    this.desk = desk;
  }

  CompletionStage<byte[]> command(Supplier<String> what, byte[] command, Duration timeout) {
    return begin(what, timeout, () -> new Payload.Command(++lastCommand, command));
  }

  CompletionStage<byte[]> query(Supplier<String> what, byte[] query, Duration timeout) {
    return begin(what, timeout, () -> new Payload.Query(query));
  }

  private CompletionStage<byte[]> begin(
      Supplier<String> what, Duration timeout, Supplier<Payload> payload) {
    PendingCall call;
    Sending first;
    lock.lock();
    try {
      if (closed || calls.size() >= CALLS || commands.size() >= COMMANDS) {
        return CompletableFuture.failedStage(refused(what.get()));
      }
      long nanos = timeout.toNanos();
      call = new PendingCall(what, payload.get(), nanos, this::giveUp);
      calls.add(call);
      if (call.payload instanceof Payload.Command(var number, var bytes)) {
        commands.put(number, call);
      }
      call.deadlineNanos = alarm.now() + nanos;
      alarm.wakeAt(call.deadlineNanos);
      first = next(call);
    } finally {
      lock.unlock();
    }
    send(first);
    return call.promise;
  }

  private DsmException refused(String what) {
    String unsent = "%s was not sent from %s: ".formatted(what, environment.self());
    return closed
        ? new DsmException.Unavailable(unsent + "the node has closed; use a running node")
        : new DsmException.Overloaded(
            DsmException.Overloaded.Queue.VOTER_CALLS,
            unsent
                + "%d calls to the voters are waiting already; slow down".formatted(calls.size()));
  }

  /** One sending of a call. */
  private record Sending(Member target, ConsensusMessage message) {}

  /** Sends the call to the most promising voter, and plans the next sending. */
  private void attempt(PendingCall call) {
    Sending sending;
    lock.lock();
    try {
      sending = calls.contains(call) ? next(call) : null;
    } finally {
      lock.unlock();
    }
    send(sending);
  }

  private @Nullable Sending next(PendingCall call) {
    Optional<Member> next = route.next(call.attempts++);
    if (next.isEmpty()) {
      retryLater(call);
      return null;
    }
    Member target = next.get();
    call.current = ++lastAttempt;
    call.open.put(call.current, target);
    byAttempt.put(call.current, call);
    long patience = Math.clamp(call.timeoutNanos / 3, ATTEMPT_NANOS_MIN, ATTEMPT_NANOS_MAX);
    plan(call, patience, () -> unanswered(call, target));
    return new Sending(target, message(call));
  }

  private void send(@Nullable Sending sending) {
    if (sending == null) {
      return;
    }
    Member target = sending.target();
    if (!route.isSelf(target)) {
      environment.sender().accept(target, ConsensusMessageCodec.encode(sending.message()));
    } else if (sending.message() instanceof ForwardCommand command) {
      desk.serve(target, command, answer -> answered(target, answer));
    } else if (sending.message() instanceof ForwardQuery query) {
      desk.serve(query, answer -> answered(target, answer));
    }
  }

  private ConsensusMessage message(PendingCall call) {
    return switch (call.payload) {
      case Payload.Command(var number, var bytes) ->
          new ForwardCommand(call.current, number, commands.firstKey() - 1, bytes);
      case Payload.Query(var bytes) -> new ForwardQuery(call.current, bytes);
    };
  }

  private void unanswered(PendingCall call, Member target) {
    route.disappointed(target.node());
    lock.lock();
    try {
      call.note(target + " did not answer");
    } finally {
      lock.unlock();
    }
    attempt(call);
  }

  private void plan(PendingCall call, long nanos, Runnable next) {
    call.next = next;
    call.nextNanos = alarm.now() + nanos;
    alarm.wakeAt(call.nextNanos);
  }

  /** The earliest moment a call planned for, or an earlier one that is not needed any more. */
  private void due() {
    List<Runnable> due = new ArrayList<>();
    lock.lock();
    try {
      alarm.cancel();
      long now = alarm.now();
      for (PendingCall call : calls) {
        Runnable next = call.next;
        if (call.deadlineNanos - now <= 0) {
          due.add(() -> expire(call));
          continue;
        }
        if (next != null && call.nextNanos - now <= 0) {
          call.next = null;
          due.add(next);
        }
        alarm.wakeAt(call.dueNanos());
      }
    } finally {
      lock.unlock();
    }
    due.forEach(Runnable::run);
  }

  private void retryLater(PendingCall call) {
    long base = BACKOFF_NANOS_MIN << Math.min(call.attempts, 6);
    long jittered = base / 2 + base * environment.logPorts().random().below(1_000) / 1_000;
    plan(call, Math.min(jittered, BACKOFF_NANOS_MAX), () -> attempt(call));
  }

  /** A voter has answered a sending. */
  void answered(Member from, ConsensusMessage.Answer answer) {
    switch (answer) {
      case Reply(var attempt, var payload) -> {
        PendingCall call = finishedBy(from, attempt);
        if (call != null) {
          succeed(call, from, payload);
        }
      }
      case NotDone(var attempt, var leader, var reason) ->
          closeAttempt(from, attempt)
              .ifPresent(
                  call -> {
                    route.disappointed(from.node());
                    route.hint(leader);
                    boolean redirected =
                        leader.filter(node -> !node.equals(from.node())).isPresent();
                    notDone(call, attempt, from + ": " + reason, redirected);
                  });
      case Uncertain(var attempt, var reason) -> uncertain(from, attempt, reason);
    }
  }

  private void succeed(PendingCall call, Member from, byte[] payload) {
    route.hint(Optional.of(from.node()));
    call.promise.complete(payload);
  }

  private @Nullable PendingCall finishedBy(Member from, long attempt) {
    lock.lock();
    try {
      PendingCall call = closed(from, attempt);
      return call != null && finished(call) ? call : null;
    } finally {
      lock.unlock();
    }
  }

  private Optional<PendingCall> closeAttempt(Member from, long attempt) {
    lock.lock();
    try {
      return Optional.ofNullable(closed(from, attempt));
    } finally {
      lock.unlock();
    }
  }

  private @Nullable PendingCall closed(Member from, long attempt) {
    PendingCall call = byAttempt.get(attempt);
    if (call == null || !from.equals(call.open.get(attempt))) {
      return null;
    }
    byAttempt.remove(attempt);
    call.open.remove(attempt);
    return call;
  }

  private void notDone(PendingCall call, long attempt, String reason, boolean redirected) {
    boolean now;
    lock.lock();
    try {
      call.note(reason);
      if (call.current != attempt || !calls.contains(call)) {
        return;
      }
      now = redirected && call.redirects++ < REDIRECTS;
      if (!now) {
        call.redirects = 0;
        retryLater(call);
      }
    } finally {
      lock.unlock();
    }
    if (now) {
      attempt(call);
    }
  }

  /** The fate of the sending stays open; the same command is sent again. */
  private void uncertain(Member from, long attempt, String reason) {
    lock.lock();
    try {
      PendingCall call = byAttempt.remove(attempt);
      if (call != null) {
        call.note(from + ": " + reason);
        if (call.current == attempt) {
          retryLater(call);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void expire(PendingCall call) {
    if (finish(call)) {
      call.promise.completeExceptionally(call.expired(environment.self().toString()));
    }
  }

  /** Nobody waits for the call any more: forgets it, unless it may have been sent. */
  private Optional<DsmException> giveUp(PendingCall call, boolean evenIfSent) {
    lock.lock();
    try {
      boolean known = calls.contains(call);
      if (!evenIfSent && !(known && call.isUnsent())) {
        return Optional.empty();
      }
      DsmException conclusion = call.givenUp(known);
      finished(call);
      return Optional.of(conclusion);
    } finally {
      lock.unlock();
    }
  }

  /** How many calls wait. */
  int waiting() {
    lock.lock();
    try {
      return calls.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean finish(PendingCall call) {
    lock.lock();
    try {
      return finished(call);
    } finally {
      lock.unlock();
    }
  }

  private boolean finished(PendingCall call) {
    if (!calls.remove(call)) {
      return false;
    }
    if (call.payload instanceof Payload.Command(var number, var bytes)) {
      commands.remove(number);
    }
    call.open.keySet().forEach(byAttempt::remove);
    return true;
  }

  /** Fails what waits, and everything asked from now on. */
  void close() {
    List<PendingCall> waiting;
    lock.lock();
    try {
      closed = true;
      alarm.cancel();
      waiting = new ArrayList<>(calls);
    } finally {
      lock.unlock();
    }
    for (PendingCall call : waiting) {
      call.note("the node has closed");
      expire(call);
    }
  }
}
