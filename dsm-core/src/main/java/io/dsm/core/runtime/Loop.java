// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.core.command.Outcome;
import io.dsm.core.engine.Event;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one event at a time by flat combining: whoever finds the loop free runs it, with everything
 * queued meanwhile; the others leave their event in the queue. A local write therefore costs no
 * thread hop, and nobody waits unless somebody else is running.
 *
 * <p>Hendler et al., "Flat combining and the synchronization-parallelism tradeoff", 2010.
 */
final class Loop {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  /** Events one runner serves before it hands over, so that no caller serves others for ever. */
  private static final int TURN = 512;

  private static final int SPINS = 200;

  private final Consumer<Event> step;
  private final Executor relief;
  private final int capacity;
  private final Runnable afterwards;

  /** Events, and tasks that run as steps of their own. */
  private final Queue<Object> queue = new ConcurrentLinkedQueue<>();

  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Written by the runner only; read by others only to compare with themselves. */
  private @Nullable Thread runner;

  /**
   * @param step carries out one event; must not throw
   * @param relief runs the loop on when a runner's turn is over
   * @param capacity events that may be offered and wait
   * @param afterwards carries on with what the steps have caused, outside of the loop; run by
   *     whoever has run steps
   */
  Loop(Consumer<Event> step, Executor relief, int capacity, Runnable afterwards) {
    this.step = step;
    this.relief = relief;
    this.capacity = capacity;
    this.afterwards = afterwards;
  }

  /** Whether somebody is in the loop, who will look {@code afterwards} at what there is to do. */
  boolean isBusy() {
    return busy.get();
  }

  /** Carries out an event and returns its outcome, which the step gives to the ticket. */
  Outcome call(Event event, Ticket ticket) {
    if (busy.compareAndSet(false, true)) {
      runner = Thread.currentThread();
      try {
        step.accept(event);
      } finally {
        leave();
      }
    } else {
      refuseReentrance();
      submit(event);
    }
    return await(ticket);
  }

  /** Carries out an event now or soon. Never waits. Not bounded: for the node's own events. */
  void submit(Event event) {
    enqueue(event);
  }

  /** Runs a task as a step of its own, now or soon. Never waits. */
  void execute(Runnable task) {
    enqueue(task);
  }

  /** Like {@link #submit}, but refuses when too many events wait. */
  boolean offer(Event event) {
    if (queued.get() >= capacity) {
      return false;
    }
    submit(event);
    return true;
  }

  /** Events that wait now. */
  int depth() {
    return queued.get();
  }

  private void enqueue(Object work) {
    queued.incrementAndGet();
    queue.add(work);
    run();
  }

  private Outcome await(Ticket ticket) {
    Outcome outcome = ticket.outcome();
    for (int spins = 0; outcome == null; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        ticket.park();
      }
      outcome = ticket.outcome();
    }
    return outcome;
  }

  /** Runs what is queued if the loop is free. */
  private void run() {
    if (busy.compareAndSet(false, true)) {
      runner = Thread.currentThread();
      leave();
    }
  }

  /** Serves the queue, then frees the loop; looks again, because an event may have slipped in. */
  private void leave() {
    int served = 0;
    while (true) {
      served += serve(TURN - served);
      runner = null;
      busy.set(false);
      if (queue.isEmpty()) {
        afterwards.run();
        return;
      }
      if (served >= TURN) {
        relief.execute(this::run);
        afterwards.run();
        return;
      }
      if (!busy.compareAndSet(false, true)) {
        // Somebody else is in the loop and will do the same when leaving it.
        return;
      }
      runner = Thread.currentThread();
    }
  }

  private int serve(int atMost) {
    int served = 0;
    for (Object work = next(atMost); work != null; work = next(atMost - served)) {
      queued.decrementAndGet();
      if (work instanceof Event event) {
        step.accept(event);
      } else {
        run((Runnable) work);
      }
      served++;
    }
    return served;
  }

  private @Nullable Object next(int left) {
    return left > 0 ? queue.poll() : null;
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a task inside the loop failed; the loop goes on", e);
    }
  }

  private void refuseReentrance() {
    if (runner == Thread.currentThread()) {
      throw new DsmException.Rejected(
          "a write was called from inside a CRDT mutation or a probe; it was not carried out;"
              + " these run inside the step of another write and must be pure");
    }
  }
}
