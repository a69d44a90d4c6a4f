// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * What travels between replicas and what is known of who has it: numbered operations of each
 * origin, the bounded log of them, the version vector, acknowledgements. Owned by the engine.
 * Nothing here may skip a number: an operation is applied after all earlier ones of its origin or
 * not at all.
 */
@NullMarked
package io.dsm.core.replication;

import org.jspecify.annotations.NullMarked;
