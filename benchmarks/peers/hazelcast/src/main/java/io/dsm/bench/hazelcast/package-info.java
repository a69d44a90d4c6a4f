// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Hazelcast's free edition: replicated map, map with synchronous backups, counter. Called by the
 * harness in a process of its own. Defaults wherever a setting is not needed to run three nodes on
 * one address.
 */
@NullMarked
package io.dsm.bench.hazelcast;

import org.jspecify.annotations.NullMarked;
