// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.core.access.crdt.Tallies;
import io.dsm.core.command.Caller;
import io.dsm.core.command.Command;
import io.dsm.core.command.Outcome;
import io.dsm.core.durable.ChangeJournal;
import io.dsm.core.engine.Engine;
import io.dsm.core.engine.EngineState;
import io.dsm.core.engine.Event;
import io.dsm.core.engine.Moment;
import io.dsm.core.transport.Outbound;
import io.dsm.spi.time.Clock;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Engine, loop and effects of one node, put together. Thread-safe. */
final class EventualTier {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  private final Clock clock;
  private final LongSupplier monotonic;
  private final Engine engine;
  private final EngineState state;
  private final Collections collections = new Collections();
  private final Outbound outbound;
  private final EffectRunner effects;
  private final Loop loop;
  private final Consumer<Event> feed = this::submit;
  private final List<Tallies> tallies = new CopyOnWriteArrayList<>();

  EventualTier(EngineState state, Outbound outbound, Ports ports, int queueMax) {
    this.clock = ports.clock();
    this.monotonic = clock::monotonicNanos;
    this.state = state;
    this.engine = new Engine(state);
    this.outbound = outbound;
    this.effects =
        new EffectRunner(outbound, collections, ports.timers(), ports.random(), ports.probe());
    boolean shares = ports.threads().sharesWork();
    Runnable afterwards = shares ? outbound::relieve : () -> {};
    this.loop = new Loop(this::step, ports.threads().workers(), queueMax, afterwards);
    if (shares) {
      outbound.collectWhile(loop::isBusy);
    }
  }

  EngineState state() {
    return state;
  }

  /** Where changes of durable collections go from now on. */
  void attach(ChangeJournal journal) {
    effects.attach(journal);
  }

  Collections collections() {
    return collections;
  }

  Outbound outbound() {
    return outbound;
  }

  /** Events that wait to be handled. */
  int queued() {
    return loop.depth();
  }

  /** Carries out a command; waits only while another thread is in the loop. */
  Outcome carryOut(Command command) {
    Ticket ticket = new Ticket();
    return loop.call(event(command, ticket), ticket);
  }

  /** Carries out a command now or soon; nobody is told. */
  void submit(Command command) {
    loop.submit(event(command, Caller.NOBODY));
  }

  /** Makes deltas of what was added to counters and is none yet. */
  void settle() {
    tallies.forEach(Tallies::settle);
  }

  /** What is to be settled at the end. */
  void settleAtTheEnd(Tallies sums) {
    tallies.add(sums);
  }

  /** Handles an event now or soon. */
  void submit(Event event) {
    loop.submit(event);
  }

  /** Handles an event now or soon, unless too many wait. */
  boolean offer(Event event) {
    return loop.offer(event);
  }

  /** Runs a task as a step of the loop, now or soon. */
  void execute(Runnable task) {
    loop.execute(task);
  }

  private void step(Event event) {
    try {
      Moment now = Moment.at(clock.wallMillis(), monotonic);
      effects.run(engine.step(event, now), feed);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.log(Level.ERROR, "a step of the node failed; its event was dropped: " + event, e);
      caller(event)
          .complete(
              new Outcome.Failed(
                  new DsmException.Indeterminate(
                      "the step of this command failed inside the node; part of it may have"
                          + " happened; see the log of this node",
                      e)));
    }
  }

  private static Event event(Command command, Caller caller) {
    return switch (command) {
      case Command.Put put -> new Event.PutRequested(put, caller);
      case Command.Remove remove -> new Event.RemoveRequested(remove, caller);
      case Command.Update update -> new Event.UpdateRequested(update, caller);
      case Command.Merge merge -> new Event.MergeRequested(merge, caller);
      case Command.Export export -> new Event.ExportRequested(export, caller);
    };
  }

  private static Caller caller(Event event) {
    return switch (event) {
      case Event.PutRequested put -> put.caller();
      case Event.RemoveRequested remove -> remove.caller();
      case Event.UpdateRequested update -> update.caller();
      case Event.MergeRequested merge -> merge.caller();
      case Event.ExportRequested export -> export.caller();
      case Event.CollectionOpened _,
          Event.Started _,
          Event.Stopping _,
          Event.ViewChanged _,
          Event.ViewSettled _,
          Event.DeltaReceived _,
          Event.DigestReceived _,
          Event.VectorReceived _,
          Event.FingerprintsReceived _,
          Event.AckReceived _,
          Event.SchemaReceived _,
          Event.RepairAdvised _,
          Event.RangeAskReceived _,
          Event.RangeAnswerReceived _,
          Event.RangeTick _,
          Event.KnowledgeAsked _,
          Event.KnowledgeTold _,
          Event.GoodbyeReceived _,
          Event.RepairTick _,
          Event.ExpiryTick _,
          Event.AckTimedOut _,
          Event.ContentRecovered _,
          Event.JournalChanged _,
          Event.OperationDurable _ ->
          Caller.NOBODY;
    };
  }
}
