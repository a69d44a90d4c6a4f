// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.flag;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.crdt.DisableWinsFlag;

/** Flags that the disabling of two concurrent changes wins. */
public final class DisableWinsFlags implements CausalKind<DisableWinsFlag, DotMap<Boolean>> {

  @Override
  public String name() {
    return "disable-wins-flag/v1";
  }

  @Override
  public DotMap<Boolean> nothing() {
    return Presence.NOTHING;
  }

  @Override
  public DotMap<Boolean> read(ByteReader in, DotCodec dots) {
    return Presence.REMOVE_WINS.read(in, dots);
  }

  @Override
  public DisableWinsFlag handle(CausalCell<DotMap<Boolean>> cell) {
    return new DisableWinsFlag() {
      @Override
      public void enable() {
        cell.update(Presence.REMOVE_WINS::arrived);
      }

      @Override
      public void disable() {
        cell.update(Presence.REMOVE_WINS::departed);
      }

      @Override
      public boolean isEnabled() {
        return Presence.REMOVE_WINS.holds(cell.store());
      }
    };
  }
}
