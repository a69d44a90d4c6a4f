// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.register;

import java.time.Instant;
import java.util.Optional;

/**
 * A present register.
 *
 * @param version of the write that won
 * @param expiresAt when it vanishes, by the writer's wall clock; empty if it stays
 */
public record RegisterEntry<V>(String key, V value, Version version, Optional<Instant> expiresAt) {}
