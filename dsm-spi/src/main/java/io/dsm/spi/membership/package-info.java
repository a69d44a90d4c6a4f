// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Tells who seems to be reachable. Implemented beside the transport, called by the runtime. A view
 * is a hint: it may be stale, partial or contradict that of another node, and must never authorise
 * anything.
 */
@NullMarked
package io.dsm.spi.membership;

import org.jspecify.annotations.NullMarked;
