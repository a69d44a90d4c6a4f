// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * State of conflict-free replicated data types and the ready kinds of them. The engine joins deltas
 * here, in its one writer; handles read here, from any thread. A join must never depend on the
 * order, grouping or number of deliveries.
 */
@NullMarked
package io.dsm.core.types.crdt;

import org.jspecify.annotations.NullMarked;
