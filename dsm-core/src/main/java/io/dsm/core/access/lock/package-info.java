// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Locks as applications call them: callers of one node wait here, first come, first served, and
 * share one place in the line the voters keep. Handles and the node call it; the leases behind
 * holds are those of {@code access.lease}. It must never let two callers have a hold of one key,
 * nor pass a token from one caller to the next.
 */
@NullMarked
package io.dsm.core.access.lock;

import org.jspecify.annotations.NullMarked;
