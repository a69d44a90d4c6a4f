// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Step 4 of a write to a durable collection: the content journal, which keeps every change that was
 * applied and tells when it is synced. The effect runner writes to it; the life cycle of the node
 * recovers and checkpoints it. It must never drop what it cannot read or what no open collection
 * claims, and never say of a change that it is durable before the journal says so.
 */
@NullMarked
package io.dsm.core.durable;

import org.jspecify.annotations.NullMarked;
