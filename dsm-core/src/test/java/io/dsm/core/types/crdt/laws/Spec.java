// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.core.types.crdt.Catalogue;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.CrdtSpec.Kind;
import org.jspecify.annotations.Nullable;

/** A specification of a ready kind. Subclasses override what their rule is. */
abstract class Spec<C> implements Specification<C, Object> {
  private final String name;
  private final CrdtDefinition<C, Object> definition;

  Spec(String name, Kind<C> kind) {
    this.name = name;
    this.definition = Catalogue.definition(kind);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CrdtDefinition<C, Object> definition() {
    return definition;
  }

  @Override
  public @Nullable Object act(C handle, Op op) {
    update(handle, op);
    return null;
  }

  void update(C handle, Op op) {
    throw new UnsupportedOperationException("override one of the two");
  }
}
