// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Summaries of streams in bounded space: distinct elements, percentiles, most frequent elements.
 * The catalogue makes them. Their parts only grow, so that joining is taking the greater.
 */
@NullMarked
package io.dsm.core.types.crdt.sketch;

import org.jspecify.annotations.NullMarked;
