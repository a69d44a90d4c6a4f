// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Stamps and their bytes: the hybrid logical clock that orders register writes, and the compact
 * encodings of members, versions and version vectors. The engine and every message codec call it.
 * It must never read a clock itself: wall time always comes in as an argument.
 */
@NullMarked
package io.dsm.core.types.clock;

import org.jspecify.annotations.NullMarked;
