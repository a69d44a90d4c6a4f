// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Counters: growing, up and down, bounded by escrow, and those that live in maps. The catalogue
 * makes them. A share must be written by its own member alone.
 */
@NullMarked
package io.dsm.core.types.crdt.counter;

import org.jspecify.annotations.NullMarked;
