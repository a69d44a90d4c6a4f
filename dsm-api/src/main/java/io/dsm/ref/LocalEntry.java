// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.ref;

import java.time.Duration;

/**
 * What a node has heard of a reference.
 *
 * @param entry the newest heard of
 * @param staleness how long ago it was certainly the newest: a change made earlier is in it
 */
public record LocalEntry<V>(RefEntry<V> entry, Duration staleness) {}
