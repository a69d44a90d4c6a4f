// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Flags that one of two concurrent changes wins. The catalogue makes them, and maps hold them. They
 * must never decide by time.
 */
@NullMarked
package io.dsm.core.types.crdt.flag;

import org.jspecify.annotations.NullMarked;
