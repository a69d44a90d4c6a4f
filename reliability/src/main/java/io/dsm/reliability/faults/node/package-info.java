// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What runs inside each process of the rig: one node of the product under load, which says what it
 * attempts and what it was told. The rig reads that and sends a few commands. It must never decide
 * whether an answer was right.
 */
@NullMarked
package io.dsm.reliability.faults.node;

import org.jspecify.annotations.NullMarked;
