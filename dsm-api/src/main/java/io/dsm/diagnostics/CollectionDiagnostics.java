// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.diagnostics;

import io.dsm.CollectionAddress;
import io.dsm.Durability;

/**
 * A snapshot of one eventual collection.
 *
 * @param type {@code register} or the kind of CRDT
 * @param entries present keys
 * @param tombstones removed keys still remembered
 * @param discardedWrites received or local writes that lost to a greater version
 * @param durability what of this replica survives the end of the process
 * @param stream who watches it
 */
public record CollectionDiagnostics(
    CollectionAddress address,
    String type,
    String schemaId,
    long entries,
    long tombstones,
    long discardedWrites,
    Durability durability,
    StreamDiagnostics stream) {}
