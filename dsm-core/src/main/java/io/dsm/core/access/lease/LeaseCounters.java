// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.diagnostics.LeaseDiagnostics;
import java.util.concurrent.atomic.LongAdder;

/** What happened to the leases of one collection since the node started. */
final class LeaseCounters {

  final LongAdder acquired = new LongAdder();
  final LongAdder acquireRejections = new LongAdder();
  final LongAdder renewals = new LongAdder();
  final LongAdder renewRejections = new LongAdder();
  final LongAdder lost = new LongAdder();
  private final LongAdder uncertainOutcomes = new LongAdder();

  void failed(Throwable failure) {
    if (Callbacks.cause(failure) instanceof DsmException.Indeterminate) {
      uncertainOutcomes.increment();
    }
  }

  LeaseDiagnostics snapshot(CollectionAddress address, int held) {
    return new LeaseDiagnostics(
        address,
        held,
        acquired.sum(),
        acquireRejections.sum(),
        renewals.sum(),
        renewRejections.sum(),
        uncertainOutcomes.sum(),
        lost.sum());
  }
}
