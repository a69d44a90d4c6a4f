// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import org.jspecify.annotations.Nullable;

/**
 * A cell of a counter that sums up what is added here before it becomes a delta. Cells of durable
 * collections are none, for there an addition must be on disk before it returns.
 */
public interface Summing {

  /** Where to add; refused unless the node runs. */
  Tally adding();

  /** What was added here in this life; null if nothing was. Wait-free. */
  @Nullable Tally added();
}
