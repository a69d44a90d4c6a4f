// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The healing path: compare vectors, plan, send from the log or as a snapshot, take snapshots in.
 * The handlers of the engine walk it on gaps, joins, merges and periodically. Repair must never
 * apply anything in another way than a delta is applied, and never bring back what was removed.
 */
@NullMarked
package io.dsm.core.repair;

import org.jspecify.annotations.NullMarked;
