// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.broken.rings.api;

import io.dsm.checks.broken.rings.core.Implementation;

/** Broken on purpose: an inner ring that knows an outer one. */
public record Handle(Implementation implementation) {}
