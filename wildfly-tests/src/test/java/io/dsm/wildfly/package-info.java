// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Real WildFly servers as processes, with the packaged samples in them. Run by the build after the
 * samples are packaged. Nothing here is compiled against the product or the server.
 */
@NullMarked
package io.dsm.wildfly;

import org.jspecify.annotations.NullMarked;
