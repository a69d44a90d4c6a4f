// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** What the gateway does, shown from outside on real processes. */
@NullMarked
package io.dsm.sample;

import org.jspecify.annotations.NullMarked;
