// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Moves opaque frames between members. Implemented by network plug-ins and simulators, called by
 * the runtime. It promises best effort only: every guarantee of the product must hold when frames
 * are lost, repeated or reordered.
 */
@NullMarked
package io.dsm.spi.transport;

import org.jspecify.annotations.NullMarked;
