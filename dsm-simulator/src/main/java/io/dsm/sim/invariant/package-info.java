// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * One class for each invariant, named in its Javadoc by its id in docs/internals/simulator.md.
 * Called by the run after each step or after the quiet period. None may report what a correct
 * product can do.
 */
@NullMarked
package io.dsm.sim.invariant;

import org.jspecify.annotations.NullMarked;
