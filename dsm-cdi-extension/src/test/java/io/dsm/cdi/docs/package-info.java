// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The samples of the documentation, compiled and run. */
@NullMarked
package io.dsm.cdi.docs;

import org.jspecify.annotations.NullMarked;
