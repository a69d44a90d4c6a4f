// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Whether a history of concurrent calls can be explained by one order that respects real time.
 * Invariants bring histories of one object each. It knows nothing of clusters.
 */
@NullMarked
package io.dsm.sim.linear;

import org.jspecify.annotations.NullMarked;
