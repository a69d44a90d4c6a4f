// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.CollectionAddress;

/**
 * What one node believes a collection to be. Nodes that believe differently do not take its data
 * from each other.
 *
 * @param kind {@code register} or the kind of CRDT
 */
public record Declaration(CollectionAddress address, String schemaId, String kind) {

  /** The short form that travels with the data. */
  public Tag tag() {
    return new Tag(address, 31 * schemaId.hashCode() + kind.hashCode());
  }
}
