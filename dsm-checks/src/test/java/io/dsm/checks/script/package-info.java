// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors

/**
 * The command line at the root of the repository, run as a visitor would. Starts it in a process of
 * its own with an environment it controls.
 */
@NullMarked
package io.dsm.checks.script;

import org.jspecify.annotations.NullMarked;
