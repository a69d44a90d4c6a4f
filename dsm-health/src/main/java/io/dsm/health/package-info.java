// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * MicroProfile Health checks of a node: liveness, readiness and startup, each a pure function of
 * the node's diagnostics. The container calls them. Liveness must never depend on the cluster, or a
 * partition would restart every node.
 */
@NullMarked
package io.dsm.health;

import org.jspecify.annotations.NullMarked;
