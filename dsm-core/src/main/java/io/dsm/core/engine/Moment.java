// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

/**
 * When an event is handled, by both clocks of the node.
 *
 * @param wallMillis milliseconds since 1970 as the node believes
 * @param monotonicNanos never falls
 */
public record Moment(long wallMillis, long monotonicNanos) {}
