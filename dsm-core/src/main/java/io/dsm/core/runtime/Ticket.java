// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.core.command.Caller;
import io.dsm.core.command.Outcome;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A caller that is a thread, waiting for the outcome of one command. */
final class Ticket implements Caller {

  private volatile @Nullable Outcome outcome;
  private volatile @Nullable Thread waiting;

  @Override
  public void complete(Outcome result) {
    outcome = result;
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** The outcome, once it is there. */
  @Nullable Outcome outcome() {
    return outcome;
  }

  /** Parks the calling thread unless the outcome is there. May return early. */
  void park() {
    waiting = Thread.currentThread();
    if (outcome == null) {
      LockSupport.park(this);
    }
  }
}
