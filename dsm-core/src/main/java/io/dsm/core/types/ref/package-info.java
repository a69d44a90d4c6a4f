// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * References as the voters keep them: state, commands, outcomes, queries and their binary forms,
 * all pure and deterministic. The state machine behind the replicated log calls it. It must never
 * ask a clock or anything outside.
 */
@NullMarked
package io.dsm.core.types.ref;

import org.jspecify.annotations.NullMarked;
