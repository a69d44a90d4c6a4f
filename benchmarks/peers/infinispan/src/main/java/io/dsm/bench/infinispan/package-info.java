// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Infinispan embedded: replicated caches, counters and locks. Called by the harness in a process of
 * its own. Defaults wherever a setting is not needed to run three nodes on one address.
 */
@NullMarked
package io.dsm.bench.infinispan;

import org.jspecify.annotations.NullMarked;
