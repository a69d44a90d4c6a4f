// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The replicated state of leases: who owns which key under which token. Pure and deterministic, so
 * that every voter that applies the same commands has the same state; the state machine of the
 * consensus tier calls it. It holds no clock, only durations, and never decides that a lease has
 * run out.
 */
@NullMarked
package io.dsm.core.types.lease;

import org.jspecify.annotations.NullMarked;
