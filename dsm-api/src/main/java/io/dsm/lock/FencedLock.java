// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lock;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.RevokeResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A lock of the whole cluster. Whoever gets it receives a {@link LockHold} with a fencing token
 * greater than every one before, also when it passes between threads of one process.
 *
 * <p>Guarantee (consensus): at most one hold is valid at a time while clock <em>rates</em> differ
 * by at most 1 %; resources that check tokens are safe without any clock assumption. A minority of
 * the voters grants nothing. Nodes are served in the order in which they asked; so are the callers
 * of one node, which share one place in that order: after a turn, a node with more callers goes to
 * the end. Waiting costs no polling. The lock of a crashed or hung holder passes on when its term
 * and grace are over; of a lock declared {@link LockSpec#withFencedOnly} as soon as the holder is
 * not seen any more, and then two holds may both count as valid for a while and the tokens are all
 * there is.
 *
 * <p>Not reentrant, by design: a hold belongs to whoever has the object, never to a thread, and
 * asking again while holding waits like anybody else. Thread-safe. Methods that wait must not be
 * called from the node's own callbacks.
 */
public interface FencedLock {

  /** The name under which the lock was declared. */
  CollectionAddress address();

  /** Which of the locks under that name: empty for the declared one, else as asked for. */
  String name();

  /**
   * A lock of its own for each name, with the settings of this one. Costs nothing to make and is
   * not remembered once nobody holds or awaits it, yet its tokens never go back.
   *
   * @throws DsmException.Rejected if the name is empty or longer than 500 bytes of UTF-8
   */
  FencedLock named(String name);

  /**
   * Waits for the lock, for as long as it takes.
   *
   * @throws DsmException.Unavailable if the node is not running, stops, or a bound is reached
   */
  LockHold lock() throws InterruptedException;

  /**
   * The lock if nobody has it; otherwise empty after one round to the voters.
   *
   * @throws DsmException.Unavailable if the voters cannot be reached; it is not held then
   */
  Optional<LockHold> tryLock() throws InterruptedException;

  /**
   * Waits for the lock, but not longer.
   *
   * @return empty if the time was over while others had the lock
   * @throws DsmException.Unavailable as {@link #lock}, and if the voters did not answer in time
   */
  Optional<LockHold> tryLock(Duration wait) throws InterruptedException;

  /**
   * The same without blocking. The stage completes on a thread of the node's own, which must not be
   * blocked. Zero asks without waiting in line. Cancelling the stage's future gives the wait up: it
   * is not held then, and a turn that comes late passes on at once.
   */
  CompletionStage<Optional<LockHold>> lockAsync(Duration wait);

  /**
   * Runs {@code body} on this thread while holding the lock, and releases it afterwards. The thread
   * is interrupted if the hold is lost or {@code bound} is over while the body runs; no interrupt
   * is left behind. Other exceptions of the body pass through.
   *
   * @param wait how long to wait for the lock; zero asks without waiting in line
   * @param bound how long the body may run
   */
  <R, X extends Exception> RunResult<R> run(Duration wait, Duration bound, LockBody<R, X> body)
      throws X, InterruptedException;

  /**
   * Ends somebody's hold against its will, for operators; never makes two. See {@link
   * io.dsm.lease.LeaseCollection#revoke}.
   */
  CompletionStage<RevokeResult> revoke(FencingToken token);

  /** Who holds the lock and who waits for it, by a linearizable read; empty if nobody holds it. */
  CompletionStage<Optional<LeaseDescription<String>>> describe();
}
