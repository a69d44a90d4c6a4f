// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * CRDTs made of values named by dots under one causal context: the join that needs no tombstones,
 * with a nestable kind for each type on top of it. Flags, registers, sets, maps and the counters in
 * maps are such kinds. Nothing here may depend on deliveries in causal order across origins.
 */
@NullMarked
package io.dsm.core.types.crdt.causal;

import org.jspecify.annotations.NullMarked;
