// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The way to the replicated log: proposing from any node, linearizable reads, sessions that make
 * retries exactly-once, and the choice of the first voters. Handles of consensus types call it; a
 * plug-in runs the log itself. Nothing here may treat a cluster view as a quorum.
 */
@NullMarked
package io.dsm.core.consensus;

import org.jspecify.annotations.NullMarked;
