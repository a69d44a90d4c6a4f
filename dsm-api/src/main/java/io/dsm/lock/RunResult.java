// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lock;

import io.dsm.lease.FencingToken;

/** What came of running something under a lock. */
public sealed interface RunResult<R> {

  /** The body returned, and the lock was held all the time. */
  record Completed<R>(R value, FencingToken token) implements RunResult<R> {}

  /** The lock could not be had within the wait; the body did not run. */
  record NotAcquired<R>() implements RunResult<R> {}

  /**
   * The hold ended while the body ran; the body was interrupted. Effects that did not carry the
   * token may overlap with those of the next holder.
   */
  record Lost<R>(FencingToken token, String reason) implements RunResult<R> {}

  /** The body took longer than its bound and was interrupted; the lock was released after it. */
  record Overran<R>(FencingToken token) implements RunResult<R> {}
}
