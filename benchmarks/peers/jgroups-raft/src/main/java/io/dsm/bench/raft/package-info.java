// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * jgroups-raft with its log in memory or synced to disk. Called by the harness in a process of its
 * own, because its JGroups is older than DSM's. It has no lock and no lease: a compare-and-swap
 * stands for one.
 */
@NullMarked
package io.dsm.bench.raft;

import org.jspecify.annotations.NullMarked;
