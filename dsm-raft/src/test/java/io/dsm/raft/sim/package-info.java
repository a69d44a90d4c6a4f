// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * A group of voters on one thread and virtual time, from one seed: clock, timers, executor, network
 * and disk are simulated, the replicated log is the real one. Tests call it. Nothing here may read
 * a real clock or depend on the order of a hash table.
 */
@NullMarked
package io.dsm.raft.sim;

import org.jspecify.annotations.NullMarked;
