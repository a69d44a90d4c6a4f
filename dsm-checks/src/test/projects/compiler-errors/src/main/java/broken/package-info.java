// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors

/** Broken on purpose, so that the compiler proves it is watching. */
@NullMarked
package broken;

import org.jspecify.annotations.NullMarked;
