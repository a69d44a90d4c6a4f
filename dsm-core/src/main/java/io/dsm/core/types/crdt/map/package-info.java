// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Maps of CRDTs, nested as deep as one likes. The catalogue makes them. A removed key must leave
 * nothing behind.
 */
@NullMarked
package io.dsm.core.types.crdt.map;

import org.jspecify.annotations.NullMarked;
