// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.register;

import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.MaxRegister;
import java.util.OptionalLong;

/** Registers that hold the greatest number offered. */
public final class MaxRegisters extends ExtremeRegisters<MaxRegister> {

  @Override
  public String kind() {
    return "max-register/v1";
  }

  @Override
  boolean exceeds(long value, long known) {
    return value > known;
  }

  @Override
  public MaxRegister handle(CrdtCell<OptionalLong> cell) {
    return new MaxRegister() {
      @Override
      public boolean offer(long value) {
        return MaxRegisters.this.offer(cell, value);
      }

      @Override
      public OptionalLong value() {
        return cell.state();
      }
    };
  }
}
