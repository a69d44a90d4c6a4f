// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import io.dsm.crdt.CrdtCollection;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmLease;
import io.dsm.inject.DsmLock;
import io.dsm.inject.DsmRef;
import io.dsm.inject.DsmRegister;
import io.dsm.inject.DsmShards;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseEvent;
import io.dsm.lock.FencedLock;
import io.dsm.ref.Ref;
import io.dsm.ref.RefChange;
import io.dsm.register.RegisterCollection;
import io.dsm.shard.Shards;
import io.dsm.stream.Change;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;

/** A kind of collection: which qualifier names it, which handle is injected, what is observed. */
public enum Kind {
  REGISTER(DsmRegister.class, RegisterCollection.class, Change.class),
  LEASE(DsmLease.class, LeaseCollection.class, LeaseEvent.class),
  CRDT(DsmCrdt.class, CrdtCollection.class, Change.class),
  REF(DsmRef.class, Ref.class, RefChange.class),
  LOCK(DsmLock.class, FencedLock.class, FencedLock.class),
  SHARDS(DsmShards.class, Shards.class, Shards.class);

  private final Class<? extends Annotation> qualifier;
  private final Class<?> handle;
  private final Class<?> event;

  Kind(Class<? extends Annotation> qualifier, Class<?> handle, Class<?> event) {
    this.qualifier = qualifier;
    this.handle = handle;
    this.event = event;
  }

  /** The qualifier of handles and observers. */
  public Class<? extends Annotation> qualifier() {
    return qualifier;
  }

  /** The interface that is injected. */
  public Class<?> handle() {
    return handle;
  }

  /**
   * What its observers receive: a sealed interface whose parts may be observed one by one; the
   * handle itself if there is nothing to observe.
   */
  public Class<?> event() {
    return event;
  }

  /** Whether the consensus tier keeps it. */
  public boolean needsVoters() {
    return switch (this) {
      case LEASE, REF, LOCK, SHARDS -> true;
      case REGISTER, CRDT -> false;
    };
  }

  /** Whether the handle says what it holds; a lock holds nothing, and neither do shards. */
  public boolean isGeneric() {
    return handle.getTypeParameters().length > 0;
  }

  /** What a declaration of a handle that is not generic counts as. */
  static TypeName plainValue() {
    return new TypeName.Plain(String.class.getName());
  }

  /** The handle as people write it. */
  String handleShown(TypeName value) {
    return handle.getSimpleName() + (isGeneric() ? "<" + value.shown() + ">" : "");
  }

  /** Whether a class of that name is what observers of this kind receive, or a part of it. */
  boolean isEvent(String className) {
    if (event == handle) {
      return false;
    }
    return event.getName().equals(className)
        || Arrays.stream(event.getPermittedSubclasses())
            .anyMatch(part -> part.getName().equals(className));
  }

  /** {@code @DsmRegister("name")}, as people write it. */
  String written(String name) {
    return "@" + qualifier.getSimpleName() + "(\"" + name + "\")";
  }

  /** The name an annotation of this kind carries. */
  public Optional<String> nameIn(Annotation annotation) {
    return switch (annotation) {
      case DsmRegister register when this == REGISTER -> Optional.of(register.value());
      case DsmLease lease when this == LEASE -> Optional.of(lease.value());
      case DsmCrdt crdt when this == CRDT -> Optional.of(crdt.value());
      case DsmRef ref when this == REF -> Optional.of(ref.value());
      case DsmLock lock when this == LOCK -> Optional.of(lock.value());
      case DsmShards shards when this == SHARDS -> Optional.of(shards.value());
      case Annotation _ -> Optional.empty();
    };
  }

  /** The qualifier with that name. */
  public Annotation literal(String name) {
    return switch (this) {
      case REGISTER -> DsmRegister.Literal.of(name);
      case LEASE -> DsmLease.Literal.of(name);
      case CRDT -> DsmCrdt.Literal.of(name);
      case REF -> DsmRef.Literal.of(name);
      case LOCK -> DsmLock.Literal.of(name);
      case SHARDS -> DsmShards.Literal.of(name);
    };
  }
}
