// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The suite in a managed WildFly. */
@NullMarked
package io.dsm.tck.wildfly;

import org.jspecify.annotations.NullMarked;
