// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The half of the Quarkus extension that works while an application is built: finds injection
 * points and observers, checks them by the model of the CDI extension, registers what a native
 * image needs, and fills the Dev UI. Quarkus calls the build steps. Nothing of it is in the built
 * application.
 */
@NullMarked
package io.dsm.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
