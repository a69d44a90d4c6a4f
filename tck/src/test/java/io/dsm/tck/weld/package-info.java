// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The suites on Weld SE. */
@NullMarked
package io.dsm.tck.weld;

import org.jspecify.annotations.NullMarked;
