// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lock;

import io.dsm.lease.AcquireResult;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The callers of this node for one key. Changed under the lock of {@link LockDesk}. */
final class LocalLine {

  final ArrayDeque<Caller> callers = new ArrayDeque<>();
  Optional<Hold> hold = Optional.empty();

  /** Whether the voters are being asked, for whoever comes first here. */
  boolean asking;

  /** What the voters will answer, once they have been asked. */
  Optional<CompletionStage<AcquireResult<String>>> answer = Optional.empty();

  boolean isIdle() {
    return callers.isEmpty() && hold.isEmpty() && !asking;
  }

  void asked() {
    asking = false;
    answer = Optional.empty();
  }
}
