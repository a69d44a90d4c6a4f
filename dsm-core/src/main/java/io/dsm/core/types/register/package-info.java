// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * State of last-writer-wins registers: the greatest version of a key wins, a removal is a
 * tombstone. The engine merges here, in its one writer; handles read here, from any thread. It must
 * never read a clock, and never let the order or number of merges change the result.
 */
@NullMarked
package io.dsm.core.types.register;

import org.jspecify.annotations.NullMarked;
