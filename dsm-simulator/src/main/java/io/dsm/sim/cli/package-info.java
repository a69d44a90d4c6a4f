// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The command line. Called by people and scripts. It prints, and decides nothing. */
@NullMarked
package io.dsm.sim.cli;

import org.jspecify.annotations.NullMarked;
