// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Locks that keep their promise across a cluster: one holder at a time, each under a fencing token
 * of its own, passed on in order. Applications declare a lock, take it for a while, and send the
 * token with every effect. A lock belongs to whoever has its hold, never to a thread, and must
 * never be trusted without its token where a holder may be paused.
 */
@NullMarked
package io.dsm.lock;

import org.jspecify.annotations.NullMarked;
