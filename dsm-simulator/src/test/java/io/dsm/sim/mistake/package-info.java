// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Known mistakes, made on purpose in compiled classes of the product while a test loads them, and
 * the hunt for them. Called by {@link io.dsm.sim.mistake.MistakesTest} and by {@code ./dsm sim
 * --mistakes}. It must never leave a switch in the product, and never let a mistake pass that no
 * longer fits.
 */
@NullMarked
package io.dsm.sim.mistake;

import org.jspecify.annotations.NullMarked;
