// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.broken.cycle.second;

import io.dsm.checks.broken.cycle.first.Chicken;
import org.jspecify.annotations.Nullable;

/** Broken on purpose: the other half of a cycle between packages. */
public record Egg(@Nullable Chicken from) {}
