// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors

/**
 * The rules that Maven itself enforces, proven on projects that break them. Starts Maven in a
 * process of its own and never downloads anything.
 */
@NullMarked
package io.dsm.checks.build;

import org.jspecify.annotations.NullMarked;
