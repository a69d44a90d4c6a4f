// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Calls under way whose callers may give them up. Handles of leases and references and the way to
 * the voters make their stages here, so that giving up reaches what waits. It must never claim that
 * nothing happened unless nothing can happen any more.
 */
@NullMarked
package io.dsm.core.access.call;

import org.jspecify.annotations.NullMarked;
