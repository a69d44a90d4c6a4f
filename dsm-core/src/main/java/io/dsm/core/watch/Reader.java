// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import io.dsm.stream.Position;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Where one watcher stands in the change log, and its way back when the log has forgotten what
 * comes next: a gap, then what is there, then on with the log. For one thread at a time.
 *
 * <p>What is there is collected outside the writer's loop, however much it is. Three moments make
 * that exact: the head of the log is noted before (everything up to it is in the state), then the
 * state is collected while the writer goes on, then a step of the writer notes the head again (all
 * that was seen has a number by then). Keys that changed between the two heads are left out of what
 * was collected; the log is read on from the first head, so their changes follow.
 */
final class Reader<C> {

  /** How often collecting is tried before the writer is asked to stand still for it. */
  private static final int TRIES = 3;

  private enum Stage {
    COLLECTING,
    WAITING,
    READING
  }

  private final ChangeLog<C> log;
  private final WatchSource<C, ?> source;
  private final WatchSettings settings;
  private final Runnable wake;

  private Stage stage;
  private long next;
  private long missed;
  private boolean behind;
  private long joinedAt;
  private int tries;
  private long collectedFrom;
  private Map<String, C> collected = Map.of();
  private Iterator<Map.Entry<String, C>> present = nothing();
  // Written by a step of the writer; the fields above are published by it, too.
  private volatile long cut;

  /**
   * @param wake calls for another look, from any thread
   */
  Reader(ChangeLog<C> log, WatchSource<C, ?> source, WatchSettings settings, Runnable wake) {
    this.log = log;
    this.source = source;
    this.settings = settings;
    this.wake = wake;
    this.stage = Stage.COLLECTING;
  }

  /** Goes on after a position, if that is possible. Before anything else. */
  void resume(Position position) {
    joinedAt = log.head();
    if (position.equals(Position.BEGINNING)) {
      return;
    }
    behind = true;
    if (position.source().equals(settings.source())
        && position.number() > 0
        && position.number() <= log.head()) {
      next = position.number() + 1;
      stage = Stage.READING;
      behind = false;
    }
  }

  /** Takes the next item; null if there is none now. */
  @Nullable Item<C> poll() {
    prepare();
    if (stage != Stage.READING) {
      return null;
    }
    if (missed > 0) {
      long dropped = missed;
      missed = 0;
      return new Item.Gap<>(dropped, present.hasNext() ? 0 : next - 1);
    }
    if (present.hasNext()) {
      return present();
    }
    if (next > log.head()) {
      return null;
    }
    ChangeLog.Entry<C> entry = log.at(next);
    if (entry == null) {
      return poll(); // forgotten between the two looks
    }
    next++;
    return new Item.Changed<>(entry.key(), entry.cell(), entry.number());
  }

  private Item<C> present() {
    Map.Entry<String, C> entry = present.next();
    boolean last = !present.hasNext();
    if (last) {
      present = nothing(); // lets go of the whole
    }
    return new Item.Present<>(entry.getKey(), entry.getValue(), last ? next - 1 : 0);
  }

  private static <C> Iterator<Map.Entry<String, C>> nothing() {
    return Map.<String, C>of().entrySet().iterator();
  }

  /** Whether there is nothing left of what has happened so far. */
  boolean isExhausted() {
    prepare();
    return stage == Stage.READING && missed == 0 && !present.hasNext() && next > log.head();
  }

  private void prepare() {
    while (true) {
      switch (stage) {
        case COLLECTING -> collect();
        case WAITING -> {
          if (cut < 0) {
            return;
          }
          begin();
        }
        case READING -> {
          if (missed > 0 || present.hasNext() || next > log.head() || log.at(next) != null) {
            return;
          }
          behind = true;
          stage = Stage.COLLECTING;
        }
      }
    }
  }

  private void collect() {
    cut = -1;
    stage = Stage.WAITING;
    boolean standStill = tries >= TRIES;
    tries++;
    if (!standStill) {
      snapshot();
    }
    try {
      settings.loop().execute(() -> reach(standStill));
    } catch (RejectedExecutionException e) {
      reach(standStill); // no writer any more
    }
  }

  private void reach(boolean standStill) {
    if (standStill) {
      snapshot();
    }
    cut = log.head();
    wake.run();
  }

  private void snapshot() {
    collectedFrom = tries == 1 && !behind ? joinedAt : log.head();
    Map<String, C> now = new LinkedHashMap<>();
    source.snapshot(now::put);
    collected = now;
  }

  private void begin() {
    long until = cut;
    for (long number = collectedFrom + 1; number <= until; number++) {
      ChangeLog.Entry<C> entry = log.at(number);
      if (entry == null) {
        stage = Stage.COLLECTING; // the log is too short for so many changes meanwhile
        return;
      }
      collected.remove(entry.key());
    }
    if (behind) {
      missed = Math.max(1, next == 0 ? 1 : collectedFrom - next + 1);
      behind = false;
    }
    tries = 0;
    next = collectedFrom + 1;
    present = collected.entrySet().iterator();
    collected = Map.of();
    stage = Stage.READING;
  }
}
