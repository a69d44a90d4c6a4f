// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * A process that runs nodes of one system and carries out what the parent asks, a JSON text a line.
 * Started by the run package; it judges nothing.
 */
@NullMarked
package io.dsm.bench.child;

import org.jspecify.annotations.NullMarked;
