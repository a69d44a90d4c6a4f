// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.lifecycle;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.Durability;
import io.dsm.cdi.config.CollectionPlan;
import io.dsm.codec.ValueCodec;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.Crdts;
import io.dsm.lease.LeaseSpec;
import io.dsm.lock.LockSpec;
import io.dsm.ref.RefSpec;
import io.dsm.register.RegisterSpec;
import io.dsm.shard.ShardSpec;
import java.lang.reflect.Type;
import java.util.Optional;

/** Turns plans into specs and opens them on a runtime. */
public final class CollectionOpener {

  private final DsmRuntime runtime;
  private final Parts parts;
  private final ClassLoader loader;

  /** Opens on that runtime what plans ask for. */
  public CollectionOpener(DsmRuntime runtime, Parts parts, ClassLoader loader) {
    this.runtime = runtime;
    this.parts = parts;
    this.loader = loader;
  }

  /** The open collection: of the interface that belongs to the kind of the plan. */
  public Object open(CollectionPlan plan) {
    return switch (plan.declaration().kind()) {
      case REGISTER ->
          runtime.register(
              new RegisterSpec<>(
                  plan.address(),
                  plan.valueType(),
                  plan.schemaId(),
                  codec(plan),
                  plan.durability().orElse(Durability.MEMORY)));
      case LEASE ->
          runtime.lease(
              new LeaseSpec<>(
                  plan.address(),
                  plan.valueType(),
                  plan.schemaId(),
                  codec(plan),
                  plan.timing(),
                  plan.mode(),
                  plan.fencedOnly()));
      case CRDT ->
          runtime.crdt(
              new CrdtSpec<>(plan.address(), kind(plan), plan.schemaId(), plan.durability()));
      case REF ->
          runtime.ref(
              new RefSpec<>(plan.address(), plan.valueType(), plan.schemaId(), codec(plan)));
      case LOCK -> runtime.lock(new LockSpec(plan.address(), plan.timing(), plan.fencedOnly()));
      case SHARDS ->
          runtime.shards(
              new ShardSpec(
                  plan.address(),
                  plan.shards().count(),
                  plan.timing(),
                  plan.shards().drainTimeout(),
                  plan.fencedOnly()));
    };
  }

  @SuppressWarnings("unchecked")
  private Optional<ValueCodec<Object>> codec(CollectionPlan plan) {
    // The user vouches for the codec of the type he named it for.
    return plan.codec().map(type -> (ValueCodec<Object>) parts.codec(type));
  }

  private CrdtSpec.Kind<?> kind(CollectionPlan plan) {
    Type handle = plan.valueType();
    if (plan.definition().isPresent()) {
      return new CrdtSpec.Kind.Defined<>(parts.definition(plan.definition().get()));
    }
    Optional<CrdtSpec.Kind<?>> ready = Crdts.withHandle(handle, codec(plan));
    if (ready.isPresent()) {
      return ready.get();
    }
    CrdtDefinition<?, ?> definition =
        parts
            .definitionOf(handle, loader)
            .orElseThrow(
                () ->
                    new DsmException.Rejected(
                        plan.declaration().shown()
                            + " has no CrdtDefinition any more; it is not opened; keep the bean or"
                            + " service that was there at deployment"));
    return new CrdtSpec.Kind.Defined<>(definition);
  }
}
