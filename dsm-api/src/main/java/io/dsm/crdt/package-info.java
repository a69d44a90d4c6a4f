// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Conflict-free replicated data types: every node writes locally, all converge to the join of what
 * was written. Applications use ready handles such as {@link io.dsm.crdt.PnCounter} or define their
 * own by {@link io.dsm.crdt.CrdtDefinition}. Nothing here may depend on the order or number of
 * deliveries.
 */
@NullMarked
package io.dsm.crdt;

import org.jspecify.annotations.NullMarked;
