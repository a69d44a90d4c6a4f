// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Just enough JSON for child and parent to talk and for the results. Called by both; never a
 * general-purpose library.
 */
@NullMarked
package io.dsm.bench.json;

import org.jspecify.annotations.NullMarked;
