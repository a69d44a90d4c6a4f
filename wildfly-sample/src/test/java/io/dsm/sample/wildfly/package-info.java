// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The beans of the WAR and of the tutorial, without the server. JUnit runs these. */
@NullMarked
package io.dsm.sample.wildfly;

import org.jspecify.annotations.NullMarked;
