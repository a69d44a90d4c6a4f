// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Settings one by one. */
@NullMarked
package io.dsm.cdi.config;

import org.jspecify.annotations.NullMarked;
