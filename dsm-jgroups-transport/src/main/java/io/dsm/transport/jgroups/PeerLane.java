// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The frames on their way to one peer, in order. One lane per peer, because JGroups blocks a sender
 * behind a peer that is slow or frozen, and such a peer must not hold up frames to the others.
 *
 * <p>Bounded in bytes. When full, a caller waits a little while the peer still takes frames, so
 * that a burst is not lost; behind a peer that takes nothing the frame is dropped at once.
 */
final class PeerLane {

  /** Bytes that may wait for one peer. */
  static final int BYTES_MAX = 8 << 20;

  /** What a waiting frame costs besides its bytes. */
  private static final int FRAME_OVERHEAD_BYTES = 64;

  private static final long STALLED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Hands one frame to the network; may block. */
  @FunctionalInterface
  interface Outlet {
    void send(byte[] frame) throws Exception;
  }

  private final Outlet outlet;
  private final Executor executor;
  private final LongAdder dropped;
  private final Runnable free;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition space = lock.newCondition();
  private final Queue<byte[]> frames = new ArrayDeque<>();
  private volatile long bytes;
  private volatile boolean draining;
  private long lastProgress = System.nanoTime();

  /**
   * @param free told, on a thread of the executor, each time nothing waits or is being sent any
   *     more
   */
  PeerLane(Outlet outlet, Executor executor, LongAdder dropped, Runnable free) {
    this.outlet = outlet;
    this.executor = executor;
    this.dropped = dropped;
    this.free = free;
  }

  /** Puts a frame in the lane, or drops and counts it. Waits at most 50 ms. */
  void offer(byte[] frame) {
    lock.lock();
    try {
      if (!awaitSpace(cost(frame))) {
        dropped.increment();
        return;
      }
      frames.add(frame);
      bytes += cost(frame);
      if (!draining) {
        executor.execute(this::drain);
        draining = true;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what waits: the peer is not in the view. */
  void clear() {
    lock.lock();
    try {
      dropped.add(frames.size());
      frames.clear();
      bytes = 0;
      space.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing waits or is being sent. */
  boolean idle() {
    return !draining;
  }

  /** Whether so much waits that a caller might soon have to. */
  boolean crowded() {
    return bytes > BYTES_MAX / 2;
  }

  private boolean awaitSpace(int cost) {
    long left = PATIENCE_NANOS;
    try {
      while (bytes + cost > BYTES_MAX) {
        if (left <= 0 || System.nanoTime() - lastProgress > STALLED_NANOS) {
          return false;
        }
        left = space.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void drain() {
    for (byte[] frame = next(); frame != null; frame = next()) {
      try {
        outlet.send(frame);
      } catch (Exception _) {
        // The channel is closing or the peer is gone: best effort, the frame counts as dropped.
        dropped.increment();
      }
    }
    free.run();
  }

  private byte @Nullable [] next() {
    lock.lock();
    try {
      lastProgress = System.nanoTime();
      byte[] frame = frames.poll();
      if (frame == null) {
        draining = false;
      } else {
        bytes -= cost(frame);
        space.signalAll();
      }
      return frame;
    } finally {
      lock.unlock();
    }
  }

  private static int cost(byte[] frame) {
    return frame.length + FRAME_OVERHEAD_BYTES;
  }
}
