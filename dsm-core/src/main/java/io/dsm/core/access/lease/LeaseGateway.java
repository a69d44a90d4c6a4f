// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.cluster.Member;
import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.core.types.lease.LeaseQuery;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The way to the voters. Nothing blocks; stages complete on any thread, soon after the answer. */
public interface LeaseGateway {

  /**
   * Has a command applied exactly once, however often it must be sent. Fails with {@link
   * io.dsm.DsmException.Indeterminate} if it may have been or may still be applied, with {@link
   * io.dsm.DsmException.Unavailable} if not.
   */
  CompletionStage<LeaseOutcome> submit(LeaseCommand command, Duration timeout);

  /** A linearizable read. Fails with {@link io.dsm.DsmException.Unavailable}. */
  CompletionStage<LeaseAnswer> ask(LeaseQuery query);

  /** Asks a member whether it would take a lease over; never fails for its refusal. */
  CompletionStage<OfferReply> offer(Member target, LeaseKey key);
}
