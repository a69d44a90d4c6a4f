// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The last Hazelcast whose consensus tier was free: fenced locks. Called by the harness in a
 * process of its own, because another version of Hazelcast takes part, too. Defaults but for what
 * three nodes on one address need.
 */
@NullMarked
package io.dsm.bench.hazelcastcp;

import org.jspecify.annotations.NullMarked;
