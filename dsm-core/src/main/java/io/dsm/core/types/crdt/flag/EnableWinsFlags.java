// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.flag;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.crdt.EnableWinsFlag;

/** Flags that the enabling of two concurrent changes wins. */
public final class EnableWinsFlags implements CausalKind<EnableWinsFlag, DotMap<Boolean>> {

  @Override
  public String name() {
    return "enable-wins-flag/v1";
  }

  @Override
  public DotMap<Boolean> nothing() {
    return Presence.NOTHING;
  }

  @Override
  public DotMap<Boolean> read(ByteReader in, DotCodec dots) {
    return Presence.ADD_WINS.read(in, dots);
  }

  @Override
  public EnableWinsFlag handle(CausalCell<DotMap<Boolean>> cell) {
    return new EnableWinsFlag() {
      @Override
      public void enable() {
        cell.update(Presence.ADD_WINS::arrived);
      }

      @Override
      public void disable() {
        cell.update(Presence.ADD_WINS::departed);
      }

      @Override
      public boolean isEnabled() {
        return Presence.ADD_WINS.holds(cell.store());
      }
    };
  }
}
