// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * One run from one seed: start, storm, quiet, judgement. Called by the command line and by tests.
 * It must be the same every time.
 */
@NullMarked
package io.dsm.sim.run;

import org.jspecify.annotations.NullMarked;
