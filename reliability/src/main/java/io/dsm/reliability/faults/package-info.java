// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Real processes in network namespaces of their own, cut off, stopped, killed and misled about the
 * time while they work. {@link io.dsm.reliability.faults.Faults} is where a run begins; the rig
 * below it injects and the checkers judge. It must never judge by what a node believes of another
 * node.
 */
@NullMarked
package io.dsm.reliability.faults;

import org.jspecify.annotations.NullMarked;
