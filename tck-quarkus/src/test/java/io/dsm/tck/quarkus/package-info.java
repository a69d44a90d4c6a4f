// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The suite in Quarkus applications. */
@NullMarked
package io.dsm.tck.quarkus;

import org.jspecify.annotations.NullMarked;
