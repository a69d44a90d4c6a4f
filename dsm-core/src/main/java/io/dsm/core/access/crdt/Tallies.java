// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.crdt;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.command.Command;
import io.dsm.core.command.Computation;
import io.dsm.core.command.Gate;
import io.dsm.core.types.crdt.counter.PnCounterState;
import io.dsm.core.types.crdt.counter.Tally;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What was added to the counters of one collection, until it becomes deltas: at once after a while
 * of silence, else once in a {@link #PERIOD_NANOS}, all additions to a counter together as one
 * operation. As many sums as counters this node has added to. For any thread; never blocks.
 */
public final class Tallies {

  /** While a counter is added to again and again, its deltas are that far apart. */
  static final long PERIOD_NANOS = 1_000_000;

  private final CollectionAddress collection;
  private final Site site;
  private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
  private final Queue<Tally> news = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean armed = new AtomicBoolean();
  private volatile long settledAt;

  /** Where deltas go, and what tells when. */
  public record Site(Member self, Gate gate, Clock clock, Timers timers) {}

  public Tallies(CollectionAddress collection, Site site) {
    this.collection = collection;
    this.site = site;
    this.settledAt = site.clock().monotonicNanos() - PERIOD_NANOS;
  }

  /** The sums of a counter. */
  Tally of(String key) {
    return tallies.computeIfAbsent(key, it -> new Tally(it, site.self(), this::tell));
  }

  /** The sums of a counter; null if nothing was added to it here. */
  @Nullable Tally known(String key) {
    return tallies.get(key);
  }

  /** Makes deltas of everything that was added before; returns when they are in the states. */
  public void settle() {
    for (Tally tally : taken()) {
      site.gate().carryOut(update(tally));
    }
  }

  private void tell(Tally tally) {
    news.add(tally);
    if (armed.compareAndSet(false, true)) {
      long left = settledAt + PERIOD_NANOS - site.clock().monotonicNanos();
      if (left <= 0) {
        due();
      } else {
        site.timers().after(left, this::due);
      }
    }
  }

  private void due() {
    settledAt = site.clock().monotonicNanos();
    // First this: whoever adds from now on sees to it that somebody comes again.
    armed.set(false);
    for (Tally tally : taken()) {
      site.gate().submit(update(tally));
    }
  }

  /** All at first and then one by one: meanwhile the first may be added to again. */
  private List<Tally> taken() {
    List<Tally> due = new ArrayList<>();
    for (Tally tally = news.poll(); tally != null; tally = news.poll()) {
      due.add(tally);
    }
    return due;
  }

  private Command update(Tally tally) {
    Computation<PnCounterState> sum = (current, _, _) -> tally.taken(current);
    return new Command.Update(collection, tally.key(), sum);
  }
}
