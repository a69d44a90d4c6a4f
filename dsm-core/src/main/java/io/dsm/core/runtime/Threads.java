// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import java.util.concurrent.Executor;

/** Where a node gets its threads from. A simulator returns executors that it steps itself. */
public interface Threads extends AutoCloseable {

  /** Runs tasks one at a time, in order. Each call gives another executor. */
  Executor serial(String name);

  /** Runs any number of tasks at a time; they may block. Never in the calling thread. */
  Executor workers();

  /** Runs code of the application, any number of tasks at a time. Never in the calling thread. */
  default Executor callbacks() {
    return workers();
  }

  /**
   * Runs code of the application one task at a time, in order. Each call gives another executor.
   */
  default Executor serialCallbacks(String name) {
    return serial(name);
  }

  /**
   * Waits a little for another thread to make progress, or not at all where there is only one.
   *
   * @return whether it is worth waiting again
   */
  boolean pause();

  /**
   * Whether whoever has made a change may send it himself, instead of waking another thread for it.
   * Not where things must happen one after the other, so that something may come between them.
   */
  default boolean sharesWork() {
    return false;
  }

  /** Lets go of all threads. Tasks that wait may or may not run. Idempotent. */
  @Override
  void close();
}
