// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Hit counters: incremented anywhere, agreed everywhere. Called over HTTP. Never resets a count.
 */
@NullMarked
package io.dsm.sample.hits;

import org.jspecify.annotations.NullMarked;
