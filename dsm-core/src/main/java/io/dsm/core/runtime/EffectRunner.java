// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.core.command.Caller;
import io.dsm.core.command.Outcome;
import io.dsm.core.durable.ChangeJournal;
import io.dsm.core.engine.Effect;
import io.dsm.core.engine.Event;
import io.dsm.core.transport.Outbound;
import io.dsm.spi.probe.Probe;
import io.dsm.spi.random.RandomSource;
import io.dsm.spi.time.Timers;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

/** Carries out the effects of one step, in order, inside the step. Nothing here blocks. */
final class EffectRunner {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  private final Outbound outbound;
  private final Collections collections;
  private final Timers timers;
  private final RandomSource random;
  private final Probe probe;
  private volatile ChangeJournal journal = ChangeJournal.NONE;

  EffectRunner(
      Outbound outbound, Collections collections, Timers timers, RandomSource random, Probe probe) {
    this.outbound = outbound;
    this.collections = collections;
    this.timers = timers;
    this.random = random;
    this.probe = probe;
  }

  void attach(ChangeJournal opened) {
    journal = opened;
  }

  void run(List<Effect> effects, Consumer<Event> loop) {
    for (int i = 0; i < effects.size(); i++) {
      run(effects.get(i), loop);
    }
  }

  private void run(Effect effect, Consumer<Event> loop) {
    switch (effect) {
      case Effect.Replicate replicate ->
          outbound.replicate(replicate.number(), replicate.operation(), replicate.acknowledge());
      case Effect.SendTo send -> outbound.send(send.target(), send.message());
      case Effect.Broadcast broadcast -> outbound.broadcast(broadcast.message());
      case Effect.PublishUpdate update ->
          collections.updated(update.collection(), update.key(), update.content());
      case Effect.PublishRemoval removal ->
          collections.removed(removal.collection(), removal.key());
      case Effect.Persist persist -> journal.persist(persist.number(), persist.operation());
      case Effect.WhenDurable waiting ->
          journal.whenDurable(
              waiting.number(),
              () -> run(waiting.then(), loop),
              reason -> giveUp(waiting.then(), reason));
      case Effect.Feed feed -> loop.accept(feed.event());
      case Effect.CompleteCaller complete -> complete.caller().complete(complete.outcome());
      case Effect.ArmTimer timer -> timers.after(delay(timer), () -> loop.accept(timer.event()));
      case Effect.Observe observe -> observe(observe);
      case Effect.Warn warn -> LOG.log(Level.WARNING, warn.message());
    }
  }

  private static void giveUp(Effect waiting, DsmException reason) {
    if (waiting instanceof Effect.CompleteCaller(Caller caller, Outcome _)) {
      caller.complete(new Outcome.Failed(reason));
    }
  }

  private long delay(Effect.ArmTimer timer) {
    if (!timer.jittered()) {
      return timer.delayNanos();
    }
    int tenth = Math.clamp(timer.delayNanos() / 10, 1, Integer.MAX_VALUE);
    return timer.delayNanos() - tenth / 2 + random.below(tenth);
  }

  private void observe(Effect.Observe observe) {
    try {
      probe.observe(observe.event());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a probe failed; what it should have seen is lost to it", e);
    }
  }
}
