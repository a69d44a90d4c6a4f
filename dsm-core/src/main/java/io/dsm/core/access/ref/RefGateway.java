// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.core.types.ref.RefAnswer;
import io.dsm.core.types.ref.RefCommand;
import io.dsm.core.types.ref.RefOutcome;
import io.dsm.core.types.ref.RefQuery;
import java.util.concurrent.CompletionStage;

/** The way to the voters. Nothing blocks; stages complete on any thread, soon after the answer. */
public interface RefGateway {

  /**
   * Has a command applied exactly once, however often it must be sent. Fails with {@link
   * io.dsm.DsmException.Indeterminate} if it may have been or may still be applied, with {@link
   * io.dsm.DsmException.Unavailable} if not.
   */
  CompletionStage<RefOutcome> submit(RefCommand command);

  /** A linearizable read. Fails with {@link io.dsm.DsmException.Unavailable}. */
  CompletionStage<RefAnswer> ask(RefQuery query);
}
