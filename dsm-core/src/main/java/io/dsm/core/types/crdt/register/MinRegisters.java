// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.register;

import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.MinRegister;
import java.util.OptionalLong;

/** Registers that hold the least number offered. */
public final class MinRegisters extends ExtremeRegisters<MinRegister> {

  @Override
  public String kind() {
    return "min-register/v1";
  }

  @Override
  boolean exceeds(long value, long known) {
    return value < known;
  }

  @Override
  public MinRegister handle(CrdtCell<OptionalLong> cell) {
    return new MinRegister() {
      @Override
      public boolean offer(long value) {
        return MinRegisters.this.offer(cell, value);
      }

      @Override
      public OptionalLong value() {
        return cell.state();
      }
    };
  }
}
