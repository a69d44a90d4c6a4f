// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import io.dsm.cluster.Member;
import io.dsm.core.types.crdt.Catalogue;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.CrdtSpec.Kind;
import io.dsm.crdt.Dot;
import io.dsm.register.Version;

/** A replica of one CRDT for tests that write down a sequence. */
public final class Site<C> {
  private final Member self;
  private final CrdtDefinition<C, Object> definition;
  private Object state;
  private Object lastDelta;
  private long issued;

  public Site(String name, Kind<C> kind) {
    this.self = Life.of(name);
    this.definition = Catalogue.definition(kind);
    this.state = definition.bottom();
    this.lastDelta = state;
  }

  public Member self() {
    return self;
  }

  public byte[] bytes() {
    return definition.encode(state);
  }

  /** The state of bytes, by this kind. */
  public Object decoded(byte[] bytes) {
    return definition.decode(bytes);
  }

  /** Joins the state of another. */
  public void merge(Site<C> other) {
    apply(other.state);
  }

  /** Joins a delta, by way of its bytes. */
  public void apply(Object delta) {
    state = definition.join(state, definition.decode(definition.encode(delta)));
  }

  /** The delta of the last update here. */
  public Object lastDelta() {
    return lastDelta;
  }

  public byte[] lastBytes() {
    return definition.encode(lastDelta);
  }

  public C crdt() {
    return definition.handle(
        new CrdtCell<>() {
          @Override
          public Object state() {
            return state;
          }

          @Override
          public Object update(Mutation<Object> mutation) {
            return updateStamped((current, dot, stamp) -> mutation.delta(current, dot));
          }

          @Override
          public Object updateStamped(StampedMutation<Object> mutation) {
            issued++;
            Version stamp = new Version(0, 0, (int) issued, self);
            lastDelta = mutation.delta(state, new Dot(self, issued), stamp);
            state = definition.join(state, lastDelta);
            return state;
          }
        });
  }
}
