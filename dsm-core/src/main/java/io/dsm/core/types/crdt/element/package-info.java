// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What applications put into CRDTs, by its canonical bytes. Kinds with elements call it. It must
 * never compare decoded values: replicas may run different versions of their classes.
 */
@NullMarked
package io.dsm.core.types.crdt.element;

import org.jspecify.annotations.NullMarked;
