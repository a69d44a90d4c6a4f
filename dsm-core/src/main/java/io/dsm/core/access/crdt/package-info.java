// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The handle of CRDT collections: gives out the typed handle of each key and turns updates into
 * commands. Applications call it from any thread. It must never keep state of its own: two handles
 * of a key are the same.
 */
@NullMarked
package io.dsm.core.access.crdt;

import org.jspecify.annotations.NullMarked;
