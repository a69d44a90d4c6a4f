// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lock;

import io.dsm.lease.FencingToken;

/** What is done while holding a lock; it sends the token with every effect. */
@FunctionalInterface
public interface LockBody<R, X extends Exception> {
  R run(FencingToken token) throws X, InterruptedException;
}
