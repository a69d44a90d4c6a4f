// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The shell around the engine: node and life cycle, loop, effect runner, settings, and the JDK's
 * clock, timers, threads and randomness behind their ports. Everything impure in the core lives
 * here or is passed in here. Nothing here may decide what the engine decides.
 */
@NullMarked
package io.dsm.core.runtime;

import org.jspecify.annotations.NullMarked;
