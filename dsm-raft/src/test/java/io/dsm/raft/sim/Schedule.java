// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.sim;

import io.dsm.spi.random.RandomSource;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Everything that happens, in the order of virtual time; ties in the order they were planned. */
public final class Schedule {

  private record Planned(long at, long sequence, Runnable action) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
    }
  }

  private final PriorityQueue<Planned> queue = new PriorityQueue<>();
  private final SplittableRandom random;
  private long now;
  private long sequence;

  public Schedule(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public long now() {
    return now;
  }

  /** A number from 0 to {@code bound}, exclusive. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A source of its own, so that one voter's draws do not shift another's. */
  public RandomSource source() {
    SplittableRandom own = random.split();
    return own::nextLong;
  }

  public void after(long nanos, Runnable action) {
    queue.add(new Planned(now + Math.max(0, nanos), sequence++, action));
  }

  public void runFor(long nanos) {
    long end = now + nanos;
    while (!queue.isEmpty() && queue.peek().at() <= end) {
      step();
    }
    now = end;
  }

  /** Runs until the condition holds, at most for {@code nanos}; whether it holds. */
  public boolean runUntil(long nanos, BooleanSupplier condition) {
    long end = now + nanos;
    while (!condition.getAsBoolean()) {
      if (queue.isEmpty() || queue.peek().at() > end) {
        now = end;
        return condition.getAsBoolean();
      }
      step();
    }
    return true;
  }

  private void step() {
    Planned next = queue.remove();
    now = Math.max(now, next.at());
    next.action().run();
  }
}
