// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The holder's side of leases: the handles applications call, the leases this node holds, their
 * renewal and their loss. Validity is computed from this node's clocks at the moment of use. It
 * must never treat a reply, a view or a timer that has not fired as proof that a lease is still
 * held.
 */
@NullMarked
package io.dsm.core.access.lease;

import org.jspecify.annotations.NullMarked;
