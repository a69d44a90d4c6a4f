// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Changes of a collection as they are observed. Handles of every type offer them through {@code
 * watch}; integrations turn them into container events. A stream begins with what is there, is
 * ordered per key, and must never skip silently.
 */
@NullMarked
package io.dsm.stream;

import org.jspecify.annotations.NullMarked;
