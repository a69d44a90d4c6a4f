// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Pekko distributed data: replicated maps and counters by gossip. Called by the harness in a
 * process of its own. Defaults but for what three nodes on one address need.
 */
@NullMarked
package io.dsm.bench.pekko;

import org.jspecify.annotations.NullMarked;
