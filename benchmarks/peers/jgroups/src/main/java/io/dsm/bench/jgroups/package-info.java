// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * JGroups without anything above it, and its own replicated map: the floor under every system that
 * uses it. Called by the harness in a process of its own. It resolves no conflicts and keeps no
 * promise.
 */
@NullMarked
package io.dsm.bench.jgroups;

import org.jspecify.annotations.NullMarked;
