// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.CollectionAddress;
import io.dsm.Durability;
import io.dsm.cdi.model.Declaration;
import io.dsm.lease.LeaseMode;
import io.dsm.lease.LeaseSpec;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * The checked settings of a collection.
 *
 * @param valueType type argument of the handle, loaded
 * @param codec class of the codec of values or elements
 * @param durability empty for the default of the kind
 * @param definition class of the definition of a CRDT of the application's own
 */
public record CollectionPlan(
    Declaration declaration,
    Type valueType,
    CollectionAddress address,
    String schemaId,
    Optional<Class<?>> codec,
    Optional<Class<?>> definition,
    Optional<Durability> durability,
    LeaseSpec.Timing timing,
    LeaseMode mode,
    boolean fencedOnly,
    ShardPlan shards) {

  /** Whether two plans, which may have different names, open the same thing. */
  boolean agreesWith(CollectionPlan other) {
    return declaration.kind() == other.declaration().kind()
        && declaration.value().equals(other.declaration().value())
        && schemaId.equals(other.schemaId)
        && codec.equals(other.codec)
        && definition.equals(other.definition)
        && durability.equals(other.durability)
        && timing.equals(other.timing)
        && mode == other.mode
        && fencedOnly == other.fencedOnly
        && shards.equals(other.shards);
  }
}
