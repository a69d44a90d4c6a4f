// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * A small gateway: routes in a register, hit counters in a CRDT, shard ownership in leases. Each
 * package below is one endpoint and the bean behind it. Nothing here knows how DSM works; handles
 * come by injection.
 */
@NullMarked
package io.dsm.sample;

import org.jspecify.annotations.NullMarked;
