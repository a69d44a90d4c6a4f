// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * The handle of register collections: checks keys and values, reads the local replica, turns writes
 * into commands. Applications call it from any thread. It must never keep state of its own nor
 * answer anything the replica does not say.
 */
@NullMarked
package io.dsm.core.access.register;

import org.jspecify.annotations.NullMarked;
