// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Sets: growing, add-wins, remove-wins. The catalogue makes them, and maps hold the latter two. An
 * update must cost the same in a large set as in a small one, but for the depth of a tree.
 */
@NullMarked
package io.dsm.core.types.crdt.set;

import org.jspecify.annotations.NullMarked;
