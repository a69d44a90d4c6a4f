// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Types and sites as text. */
@NullMarked
package io.dsm.cdi.model;

import org.jspecify.annotations.NullMarked;
