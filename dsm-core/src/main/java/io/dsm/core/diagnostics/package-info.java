// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Puts the snapshots of all parts of a node together for people, health checks and metrics. Called
 * on any thread. It must never take a lock that a write needs, nor wait.
 */
@NullMarked
package io.dsm.core.diagnostics;

import org.jspecify.annotations.NullMarked;
