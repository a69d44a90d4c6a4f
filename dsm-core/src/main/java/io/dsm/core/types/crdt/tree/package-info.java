// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * A persistent ordered map: an update copies one path, all older versions stay readable by any
 * thread. States of CRDTs whose size may grow are made of it. It must never change what it has
 * given out.
 */
@NullMarked
package io.dsm.core.types.crdt.tree;

import org.jspecify.annotations.NullMarked;
