// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.broken.cycle.first;

import io.dsm.checks.broken.cycle.second.Egg;
import org.jspecify.annotations.Nullable;

/** Broken on purpose: one half of a cycle between packages. */
public record Chicken(@Nullable Egg from) {}
