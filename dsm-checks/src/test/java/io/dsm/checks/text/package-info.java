// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors

/**
 * What every text file must and must not contain. Reads the files under version control and never
 * changes them.
 */
@NullMarked
package io.dsm.checks.text;

import org.jspecify.annotations.NullMarked;
