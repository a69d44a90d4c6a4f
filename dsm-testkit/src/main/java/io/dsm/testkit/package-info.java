// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Whole clusters on one thread and one virtual clock, from one seed. Tests call {@link
 * io.dsm.testkit.SimulatedCluster} to start, cut off, pause, crash and restart nodes. Nothing here
 * may read the machine's clock, start a thread or draw a number that the seed does not decide.
 */
@NullMarked
package io.dsm.testkit;

import org.jspecify.annotations.NullMarked;
