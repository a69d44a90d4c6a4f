// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.types.crdt.counter.PnCounterState.Share;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * All that this node has added to one counter in this life: two unsigned sums that only grow. They
 * run ahead of the node's share in the state of the counter, which follows when they are {@link
 * #taken}; so additions cost an addition, and many of them become one delta. For any thread.
 */
public final class Tally {

  /** Larger amounts are added one at a time, so that no sum passes 2^64 unseen. */
  private static final long SMALL = 1L << 32;

  /** Sums from here on are watched as large amounts are. */
  private static final long NEAR_THE_END = 1L << 62;

  private final String key;
  private final Member self;
  private final Consumer<Tally> news;
  private final LongAdder increments = new LongAdder();
  private final LongAdder decrements = new LongAdder();
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean watched;

  /**
   * Sums of nothing.
   *
   * @param news told when the first addition since {@link #taken} has been made
   */
  public Tally(String key, Member self, Consumer<Tally> news) {
    this.key = key;
    this.self = self;
    this.news = news;
  }

  public String key() {
    return key;
  }

  /**
   * Adds.
   *
   * @throws DsmException.Rejected if a sum would pass 2^64; nothing was added
   */
  void add(long amount) {
    if (watched || amount > SMALL || amount < -SMALL) {
      addWatched(amount);
    } else if (amount > 0) {
      increments.add(amount);
    } else {
      decrements.add(-amount);
    }
    if (!told.get() && amount != 0 && told.compareAndSet(false, true)) {
      news.accept(this);
    }
  }

  private synchronized void addWatched(long amount) {
    LongAdder adder = amount > 0 ? increments : decrements;
    // Of the least number there is the magnitude is right, read as unsigned.
    long more = amount > 0 ? amount : -amount;
    long sum = PnCounters.sum(adder.sum(), more);
    if (Long.compareUnsigned(sum, NEAR_THE_END) >= 0) {
      watched = true;
    }
    adder.add(more);
  }

  /** What was added here and is not in that state, which was read before. */
  long beyond(PnCounterState state) {
    Share share = state.shareOf(self);
    return (increments.sum() - share.increments()) - (decrements.sum() - share.decrements());
  }

  /**
   * The delta that brings a state up to what was added so far; the state itself if it is. The next
   * addition is news again.
   */
  public PnCounterState taken(PnCounterState current) {
    // First this: an addition that comes later than the sums must be told again.
    told.set(false);
    return PnCounters.reached(current, self, increments.sum(), decrements.sum());
  }
}
