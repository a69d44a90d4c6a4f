// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The simulated cluster with its collections, and the random numbers of a run. Workload, faults and
 * invariants act on it. It must never judge.
 */
@NullMarked
package io.dsm.sim.world;

import org.jspecify.annotations.NullMarked;
