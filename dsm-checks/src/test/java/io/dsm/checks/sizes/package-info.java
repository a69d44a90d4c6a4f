// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors

/**
 * How long files and methods may be, measured with the compiler's own parser. Reads sources only
 * and must never need them to compile.
 */
@NullMarked
package io.dsm.checks.sizes;

import org.jspecify.annotations.NullMarked;
