// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Randomness as a port, so that a run can be repeated from its seed. Called by the runtime. Nothing
 * else in the product may draw random numbers.
 */
@NullMarked
package io.dsm.spi.random;

import org.jspecify.annotations.NullMarked;
