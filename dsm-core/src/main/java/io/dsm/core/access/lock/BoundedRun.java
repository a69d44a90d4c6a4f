// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lock;

import io.dsm.lease.FencingToken;
import io.dsm.lock.LockBody;
import io.dsm.lock.LockHold;
import io.dsm.lock.RunResult;
import io.dsm.spi.time.Timers;
import io.dsm.spi.time.Timers.Timer;
import io.dsm.stream.Subscription;
import java.util.Optional;

/**
 * Runs a body on the calling thread and interrupts it when its hold or its time ends, never before
 * or after.
 */
final class BoundedRun<R, X extends Exception> {

  private final FencingToken token;
  private final LockBody<R, X> body;
  private final Thread runner = Thread.currentThread();
  private Optional<RunResult<R>> cut = Optional.empty();
  private boolean over;

  BoundedRun(FencingToken token, LockBody<R, X> body) {
    this.token = token;
    this.body = body;
  }

  RunResult<R> under(LockHold hold, long boundNanos, Timers timers) throws X, InterruptedException {
    Subscription watch = hold.onLost(reason -> cut(new RunResult.Lost<>(token, reason)));
    Timer timer = timers.after(boundNanos, () -> cut(new RunResult.Overran<>(token)));
    R value;
    try {
      value = body.run(token);
    } catch (InterruptedException interrupted) {
      Optional<RunResult<R>> why = end();
      if (why.isPresent()) {
        return why.get();
      }
      throw interrupted;
    } finally {
      timer.cancel();
      watch.close();
      end();
    }
    Optional<RunResult<R>> why = end();
    if (why.isPresent()) {
      return why.get();
    }
    return hold.isValid()
        ? new RunResult.Completed<>(value, token)
        : new RunResult.Lost<>(token, "it had ended before the body did");
  }

  private synchronized void cut(RunResult<R> why) {
    if (!over && cut.isEmpty()) {
      cut = Optional.of(why);
      runner.interrupt();
    }
  }

  /** From now on nobody is interrupted; an interrupt of ours is taken back. */
  private synchronized Optional<RunResult<R>> end() {
    if (!over && cut.isPresent()) {
      Thread.interrupted();
    }
    over = true;
    return cut;
  }
}
