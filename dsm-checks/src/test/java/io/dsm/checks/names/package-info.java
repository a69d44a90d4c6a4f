// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors

/**
 * The words in class, method and package names, and the null marks of packages. Runs against
 * compiled classes only.
 */
@NullMarked
package io.dsm.checks.names;

import org.jspecify.annotations.NullMarked;
