// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The half of the Quarkus extension that runs with the application: what the build recorded becomes
 * beans and meters. Called by the start-up code Quarkus generates. It must never decide what the
 * build can decide.
 */
@NullMarked
package io.dsm.quarkus;

import org.jspecify.annotations.NullMarked;
