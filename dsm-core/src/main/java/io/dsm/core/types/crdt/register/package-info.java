// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Registers: last writer, all concurrent writers, greatest, least, last owner. The catalogue makes
 * them, and maps hold the first two. Only the first and the last may look at time stamps.
 */
@NullMarked
package io.dsm.core.types.crdt.register;

import org.jspecify.annotations.NullMarked;
