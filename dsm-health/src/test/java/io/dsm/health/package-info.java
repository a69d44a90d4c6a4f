// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Verdicts over made-up diagnostics, and the checks on a container. */
@NullMarked
package io.dsm.health;

import org.jspecify.annotations.NullMarked;
