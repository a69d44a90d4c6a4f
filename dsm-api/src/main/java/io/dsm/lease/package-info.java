// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Leases with fencing tokens: at most one owner per key, agreed by the voters of the cluster.
 * Applications acquire, use and release them here. Validity is never a cached flag: it is computed
 * from the holder's clock at the moment of use.
 */
@NullMarked
package io.dsm.lease;

import org.jspecify.annotations.NullMarked;
