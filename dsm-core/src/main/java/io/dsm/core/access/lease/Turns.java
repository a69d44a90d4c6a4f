// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.DsmException;
import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.core.types.lease.LeaseTiming;
import io.dsm.core.types.lease.LeaseValue;
import io.dsm.lease.AcquireResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Waits in line for keys of one collection. The voters hand a key over themselves and tell the next
 * one, which may act at once: it holds from the clock reading before the last question to which
 * they answered that it still waits, and every such answer names the token its own will exceed, so
 * that a message of an earlier turn is not mistaken for one of this. Called under the lock of
 * {@link LeaseNode}.
 */
final class Turns<V> {

  private static final long RETRY_NANOS = 300_000_000;
  private static final int KEYS = 10_000;

  private final LeaseBook<V> book;
  private final LeaseContext context;
  private final TurnResults<V> results;
  private final Handing<V> handing;
  private final Map<String, Turn<V>> turns = new HashMap<>();

  Turns(LeaseBook<V> book, LeaseContext context, LeaseReads<V> reads) {
    this.book = book;
    this.context = context;
    this.results = new TurnResults<>(book, context, reads);
    this.handing = new Handing<>(book, context);
  }

  void await(String key, V value, CompletableFuture<AcquireResult<V>> caller) {
    HeldLease<V> present = book.held(key);
    if (present != null && present.isValid()) {
      results.handOver(List.of(caller), present);
      return;
    }
    Turn<V> known = turns.get(key);
    if (known != null) {
      known.callers.add(caller);
      look(key); // who waits already may not have heard of the voters for long
      return;
    }
    if (turns.size() >= KEYS) {
      results.full(List.of(caller), key, KEYS + " keys this node waits for");
      return;
    }
    LeaseValue encoded;
    try {
      encoded = Arguments.encoded(book.spec().address(), book.codec(), value);
    } catch (DsmException.Rejected rejected) {
      context.callbacks().fail(caller, rejected);
      return;
    }
    Turn<V> turn = new Turn<>(key, value, encoded);
    turn.callers.add(caller);
    turns.put(key, turn);
    join(turn);
  }

  /** A caller does not wait any more; without callers the place is given up. */
  void withdraw(String key, CompletableFuture<AcquireResult<V>> caller) {
    Turn<V> turn = turns.get(key);
    if (turn != null && turn.callers.remove(caller) && turn.callers.isEmpty()) {
      switch (turn.phase) {
        case QUEUED, PAUSED -> leave(turn);
        case JOINING, CONFIRMING, LEAVING -> {} // decided when the answer comes
      }
    }
  }

  /** The same, because the caller gives up: what it may conclude. */
  Optional<DsmException> givenUp(String key, CompletableFuture<AcquireResult<V>> caller) {
    withdraw(key, caller);
    return handing.givenUp(key);
  }

  /** Whether the voters have said, asked since a moment, that this node waits for the key. */
  boolean waits(String key, long sinceNanos) {
    Turn<V> turn = turns.get(key);
    return turn != null && turn.placeSince(sinceNanos).isPresent();
  }

  /** Asks the voters where this node stands, if they are not being asked anyway. */
  void look(String key) {
    Turn<V> turn = turns.get(key);
    if (turn != null && turn.phase == Turn.Phase.QUEUED) {
      context.node().lookAtPlace(book.key(key));
    }
  }

  /** The time of a caller is over who has waited since a moment. */
  void expired(String key, CompletableFuture<AcquireResult<V>> caller, long sinceNanos) {
    Turn<V> turn = turns.get(key);
    if (turn != null && turn.callers.contains(caller)) {
      results.expired(caller, turn.key, turn.placeSince(sinceNanos));
      withdraw(key, caller);
    }
  }

  /** The node stops. */
  void close() {
    List<Turn<V>> open = List.copyOf(turns.values());
    turns.clear();
    open.forEach(turn -> results.stopped(turn.callers, turn.key));
  }

  private void join(Turn<V> turn) {
    book.loseIfExpired(turn.key);
    turn.phase = Turn.Phase.JOINING;
    turn.ticket = context.node().nextTicket();
    turn.early = Optional.empty();
    ClockReading asked = ClockReading.of(context.ports().clock());
    turn.joinedAtNanos = asked.monotonicNanos();
    LeaseCommand.Acquire acquire =
        new LeaseCommand.Acquire(
            book.key(turn.key),
            context.ports().self(),
            turn.encoded,
            LeaseTiming.of(book.spec()),
            book.endedTokens().abandoned(turn.key));
    submit(
        turn, new LeaseCommand.Join(acquire, turn.ticket), answer -> joined(turn, asked, answer));
  }

  private void joined(Turn<V> turn, ClockReading asked, Answer answer) {
    if (turn.callers.isEmpty()) {
      leave(turn);
    } else if (answer instanceof Answer.Failure(var failure)) {
      failed(turn, failure);
    } else if (answer instanceof Answer.Outcome(LeaseOutcome.Granted(var grant))) {
      begin(turn, grant, asked);
    } else if (answer instanceof Answer.Outcome(LeaseOutcome.Queued(var holder, var ahead))) {
      queued(turn, new Turn.Place(asked, holder));
    } else if (answer instanceof Answer.Outcome(LeaseOutcome.Full(var bound))) {
      turns.remove(turn.key);
      results.full(turn.callers, turn.key, bound);
    } else {
      turns.remove(turn.key);
      results.unexpected(turn.callers, turn.key, answer);
    }
  }

  private void failed(Turn<V> turn, Throwable failure) {
    book.counters().failed(failure);
    if (failure instanceof DsmException.Rejected || failure instanceof DsmException.Fatal) {
      turns.remove(turn.key);
      turn.callers.forEach(caller -> context.callbacks().fail(caller, failure));
      return;
    }
    pause(turn);
  }

  private void pause(Turn<V> turn) {
    turn.phase = Turn.Phase.PAUSED;
    later(
        () -> {
          if (turns.get(turn.key) == turn && turn.phase == Turn.Phase.PAUSED) {
            join(turn);
          }
        });
  }

  private void later(Runnable task) {
    context.ports().timers().after(RETRY_NANOS, () -> context.node().locked(task));
  }

  private void queued(Turn<V> turn, Turn.Place place) {
    turn.phase = Turn.Phase.QUEUED;
    turn.place = Optional.of(place);
    context.node().watchPlaces();
    turn.early.ifPresent(grant -> arrived(turn.key, grant));
  }

  /** Keys in whose line this node believes to wait. */
  List<LeaseKey> queuedKeys() {
    List<LeaseKey> keys = new ArrayList<>();
    for (Turn<V> turn : turns.values()) {
      if (turn.phase == Turn.Phase.QUEUED) {
        keys.add(book.key(turn.key));
      }
    }
    return keys;
  }

  /** The voters say where this node stood at some moment after the question. */
  void stands(LeaseAnswer.Stand stand, ClockReading asked) {
    Turn<V> turn = turns.get(stand.key().key());
    if (turn == null
        || turn.phase != Turn.Phase.QUEUED
        || turn.joinedAtNanos >= asked.monotonicNanos()) {
      return;
    }
    Optional<LeaseGrant> grant = stand.grant();
    boolean mine = grant.filter(g -> g.owner().equals(context.ports().self())).isPresent();
    if (grant.isPresent() && mine && isNew(turn, grant.get())) {
      take(turn, grant.get());
    } else if (grant.isPresent() && stand.waiting()) {
      turn.place = Optional.of(new Turn.Place(asked, grant.get()));
    } else {
      join(turn);
    }
  }

  /** A voter says that this node's turn has come. */
  void arrived(String key, LeaseGrant grant) {
    LeaseClaim claim = new LeaseClaim(book.key(key), grant.token());
    boolean known = book.held(claim) != null || book.endedTokens().hasEnded(key, grant.token());
    if (known || !grant.owner().equals(context.ports().self()) || !context.node().isServing()) {
      return;
    }
    Turn<V> turn = turns.get(key);
    if (turn == null) {
      handing.back(key, grant);
      return;
    }
    switch (turn.phase) {
      case JOINING -> turn.early = Optional.of(grant);
      case QUEUED -> {
        if (isNew(turn, grant)) {
          take(turn, grant);
        }
      }
      case PAUSED, CONFIRMING, LEAVING -> {} // the voters say it again when they are asked
    }
  }

  private boolean isNew(Turn<V> turn, LeaseGrant grant) {
    return !book.endedTokens().hasEnded(turn.key, grant.token())
        && turn.place.filter(place -> grant.token() > place.holder().token()).isPresent();
  }

  private void take(Turn<V> turn, LeaseGrant grant) {
    ClockReading asked = turn.place.orElseThrow().asked();
    if (asked.elapsedNanos(context.ports().clock()) <= grant.timing().termNanos() / 2) {
      begin(turn, grant, asked);
    } else {
      confirm(turn, grant);
    }
  }

  private void confirm(Turn<V> turn, LeaseGrant grant) {
    turn.phase = Turn.Phase.CONFIRMING;
    LeaseClaim claim = new LeaseClaim(book.key(turn.key), grant.token());
    ClockReading asked = ClockReading.of(context.ports().clock());
    submit(
        turn,
        new LeaseCommand.Renew(context.ports().self(), List.of(claim)),
        answer -> {
          if (turn.callers.isEmpty()) {
            leave(turn);
          } else if (answer instanceof Answer.Outcome(LeaseOutcome.Renewed(var refused))
              && !refused.contains(claim)) {
            begin(turn, grant, asked);
          } else {
            pause(turn);
          }
        });
  }

  private void begin(Turn<V> turn, LeaseGrant grant, ClockReading asked) {
    Optional<HeldLease<V>> lease = book.begin(turn.key, turn.value, grant, asked);
    if (lease.isPresent()) {
      turns.remove(turn.key);
      context.node().wakeFor(book, lease.get());
      results.handOver(turn.callers, lease.get());
    } else {
      handing.back(turn.key, grant);
      pause(turn);
    }
  }

  private void leave(Turn<V> turn) {
    turn.phase = Turn.Phase.LEAVING;
    submit(
        turn,
        new LeaseCommand.Leave(book.key(turn.key), context.ports().self(), turn.ticket),
        answer -> left(turn, answer));
  }

  private void left(Turn<V> turn, Answer answer) {
    if (answer instanceof Answer.Failure && turn.callers.isEmpty()) {
      later(
          () -> {
            if (turns.get(turn.key) == turn && turn.phase == Turn.Phase.LEAVING) {
              leave(turn);
            }
          });
      return;
    }
    if (answer instanceof Answer.Outcome(LeaseOutcome.Granted(var grant))) {
      handing.back(turn.key, grant);
    }
    if (turn.callers.isEmpty()) {
      turns.remove(turn.key);
    } else {
      join(turn);
    }
  }

  private sealed interface Answer {
    record Outcome(LeaseOutcome outcome) implements Answer {}

    record Failure(Throwable cause) implements Answer {}
  }

  private interface Reader {
    void read(Answer answer);
  }

  /** Asks; reads the answer only if the node still serves and still waits for that turn. */
  private void submit(Turn<V> turn, LeaseCommand command, Reader reader) {
    LeasePorts ports = context.ports();
    ports
        .gateway()
        .submit(command, ports.callTimeout())
        .whenComplete(
            (outcome, failure) ->
                context
                    .node()
                    .locked(
                        () -> {
                          if (turns.get(turn.key) == turn) {
                            reader.read(answer(outcome, failure));
                          }
                        }));
  }

  private static Answer answer(LeaseOutcome outcome, @Nullable Throwable failure) {
    return failure == null
        ? new Answer.Outcome(outcome)
        : new Answer.Failure(Callbacks.cause(failure));
  }
}
