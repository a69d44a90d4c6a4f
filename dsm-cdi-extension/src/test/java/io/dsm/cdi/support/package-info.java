// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Deploys applications of a few classes on Weld, with either kind of extension. */
@NullMarked
package io.dsm.cdi.support;

import org.jspecify.annotations.NullMarked;
