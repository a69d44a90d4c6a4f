// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.DsmRuntime;
import io.dsm.cdi.model.Kind;
import io.dsm.crdt.CrdtCollection;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmLock;
import io.dsm.inject.DsmRef;
import io.dsm.inject.DsmRegister;
import io.dsm.inject.DsmShards;
import io.dsm.lease.LeaseCollection;
import io.dsm.lock.FencedLock;
import io.dsm.ref.Ref;
import io.dsm.register.RegisterCollection;
import io.dsm.shard.Shards;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;

/**
 * One producer per kind serves all names and types, because the name is a nonbinding member of the
 * qualifier: fields, parameters, servlets, {@code Instance} and lookups alike.
 */
@ApplicationScoped
public class HandleProducers {

  @Inject DeployedNode node;

  @Produces
  @Dependent
  @DsmRegister("")
  <T> RegisterCollection<T> register(InjectionPoint point) {
    return new RegisterHandle<>(Reference.of(Kind.REGISTER, point, node));
  }

  @Produces
  @Dependent
  @DsmLease("")
  <T> LeaseCollection<T> lease(InjectionPoint point) {
    return new LeaseHandle<>(Reference.of(Kind.LEASE, point, node));
  }

  @Produces
  @Dependent
  @DsmCrdt("")
  <T> CrdtCollection<T> crdt(InjectionPoint point) {
    return new CrdtHandle<>(Reference.of(Kind.CRDT, point, node));
  }

  @Produces
  @Dependent
  @DsmRef("")
  <T> Ref<T> ref(InjectionPoint point) {
    return new RefHandle<>(Reference.of(Kind.REF, point, node));
  }

  @Produces
  @Dependent
  @DsmLock("")
  FencedLock lock(InjectionPoint point) {
    return new LockHandle(Reference.of(Kind.LOCK, point, node));
  }

  @Produces
  @Dependent
  @DsmShards("")
  Shards shards(InjectionPoint point) {
    return new ShardsHandle(Reference.of(Kind.SHARDS, point, node));
  }

  /** The running node; its methods raise {@code Unavailable} until it has started. */
  @Produces
  @ApplicationScoped
  DsmRuntime runtime() {
    return node.runtime();
  }
}
