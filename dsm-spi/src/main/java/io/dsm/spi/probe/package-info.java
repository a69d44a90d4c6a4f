// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The only door for metrics and traces. Implemented by telemetry plug-ins, called by the runtime
 * after the fact. A probe must never influence what it observes.
 */
@NullMarked
package io.dsm.spi.probe;

import org.jspecify.annotations.NullMarked;
