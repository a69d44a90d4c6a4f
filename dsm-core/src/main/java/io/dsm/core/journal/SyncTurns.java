// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides who syncs next. Those who come while a sync runs wait together; when it ends, the ones it
 * served go on at once and one of the others leads for all that are left. (Queueing for a plain
 * lock would wake them one by one, and newcomers would overtake with syncs of a single record.)
 */
final class SyncTurns {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private boolean leading;
  private volatile long durable;

  SyncTurns(long durable) {
    this.durable = durable;
  }

  /** Last record known durable. */
  long durable() {
    return durable;
  }

  /**
   * Blocks; true if the caller must lead and then {@link #leave}, false if the record is durable.
   */
  boolean enter(long record) {
    lock.lock();
    try {
      while (leading && durable < record) {
        ended.awaitUninterruptibly();
      }
      if (durable >= record) {
        return false;
      }
      leading = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The leader has made everything up to a record durable; waiters go on after {@link #leave}. */
  void reached(long record) {
    durable = record;
  }

  void leave() {
    lock.lock();
    try {
      leading = false;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
