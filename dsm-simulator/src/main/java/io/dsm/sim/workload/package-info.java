// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Random operations of applications, recorded in the history. Called by the run. It must treat an
 * outcome that nobody told as unknown.
 */
@NullMarked
package io.dsm.sim.workload;

import org.jspecify.annotations.NullMarked;
