// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors

/**
 * What the inner modules may not call: clocks, threads, randomness, files and loggers have ports.
 * Runs against compiled classes and must never be loosened for one class; give that class a port.
 */
@NullMarked
package io.dsm.checks.calls;

import org.jspecify.annotations.NullMarked;
