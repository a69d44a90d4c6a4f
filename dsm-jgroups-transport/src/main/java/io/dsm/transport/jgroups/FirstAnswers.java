// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.util.concurrent.TimeUnit;
import org.jgroups.util.Responses;
import org.jgroups.util.TimeScheduler;

/**
 * How long a node that starts listens for others. JGroups would listen as long as it waits for an
 * answer to a request to join; but the first node of a cluster should not start late, and a
 * coordinator that is busy should not be taken for one that is lost.
 */
final class FirstAnswers {

  static final long MILLIS = 400;

  private FirstAnswers() {}

  /** The same answers, closed in time if a node is starting. */
  static Responses bounded(Responses answers, boolean starting, TimeScheduler timer) {
    if (starting) {
      timer.schedule(answers::done, MILLIS, TimeUnit.MILLISECONDS, false);
    }
    return answers;
  }
}
