// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Carries opaque frames and views over a JGroups channel. Called by the runtime through the
 * transport and membership ports, found by the service loader. A view is a hint where to send,
 * never a quorum, and no object other than bytes is ever sent or decoded.
 */
@NullMarked
package io.dsm.transport.jgroups;

import org.jspecify.annotations.NullMarked;
