// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors

/**
 * The arrows between modules and packages. Runs against the compiled classes of every module and
 * must never look at sources.
 */
@NullMarked
package io.dsm.checks.rings;

import org.jspecify.annotations.NullMarked;
