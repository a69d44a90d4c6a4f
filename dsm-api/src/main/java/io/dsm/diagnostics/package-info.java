// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What a node says about itself, as immutable snapshots for people, health checks and metrics.
 * Taking one is cheap and touches no lock a write needs. Nothing may be decided from it that needs
 * a quorum.
 */
@NullMarked
package io.dsm.diagnostics;

import org.jspecify.annotations.NullMarked;
