// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * How errors are answered: a status and one JSON object with a message. Called by the endpoints and
 * by the container. Never answers a stack trace.
 */
@NullMarked
package io.dsm.sample.http;

import org.jspecify.annotations.NullMarked;
