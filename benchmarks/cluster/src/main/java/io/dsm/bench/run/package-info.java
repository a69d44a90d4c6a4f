// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The parent: starts child processes, runs experiments in turns, system after system, and collects
 * what they measured. Called from the command line; it measures nothing itself but time of
 * processes.
 */
@NullMarked
package io.dsm.bench.run;

import org.jspecify.annotations.NullMarked;
