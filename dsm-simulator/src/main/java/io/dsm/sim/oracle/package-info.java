// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What happened, as seen by clients outside the product: the trace, the history of operations, and
 * the verdict. Everything else in the simulator writes or reads it. It must never ask a node.
 */
@NullMarked
package io.dsm.sim.oracle;

import org.jspecify.annotations.NullMarked;
