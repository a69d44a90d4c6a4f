// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.diagnostics;

import io.dsm.CollectionAddress;

/**
 * A snapshot of one lease collection, as this node counted since it started.
 *
 * @param held leases this node holds
 * @param acquired acquisitions granted to this node
 * @param acquireRejections acquisitions refused because another held the key
 * @param renewals renewals granted
 * @param renewRejections renewals refused
 * @param uncertainOutcomes commands whose outcome is unknown
 * @param lost leases that ended without release or transfer
 */
public record LeaseDiagnostics(
    CollectionAddress address,
    int held,
    long acquired,
    long acquireRejections,
    long renewals,
    long renewRejections,
    long uncertainOutcomes,
    long lost) {}
