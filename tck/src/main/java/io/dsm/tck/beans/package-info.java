// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Values and beans that several classes of the suite deploy. They go into the archives. They must
 * never be wrong: what must be refused is in the package {@code refused}.
 */
@NullMarked
package io.dsm.tck.beans;

import org.jspecify.annotations.NullMarked;
