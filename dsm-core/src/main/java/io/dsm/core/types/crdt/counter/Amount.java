// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.core.types.crdt.causal.DotValue;

/** What was added and subtracted under one dot; grows while its origin merges dots. */
public record Amount(long plus, long minus) {
  static final DotMap<Amount> NOTHING = DotMap.empty(new Value());

  static Amount of(long amount) {
    return amount < 0 ? new Amount(0, Amounts.sum(0, -amount)) : new Amount(amount, 0);
  }

  Amount with(Amount more) {
    return new Amount(Amounts.sum(plus, more.plus), Amounts.sum(minus, more.minus));
  }

  private static final class Value implements DotValue<Amount> {
    @Override
    public Amount join(Amount left, Amount right) {
      return left.equals(right)
          ? left
          : new Amount(Math.max(left.plus, right.plus), Math.max(left.minus, right.minus));
    }

    @Override
    public int weight(Amount value) {
      return 4;
    }

    @Override
    public void write(ByteWriter out, Amount value) {
      out.writeVarLong(value.plus).writeVarLong(value.minus);
    }

    @Override
    public Amount read(ByteReader in) {
      Amount amount = new Amount(in.readVarLong(), in.readVarLong());
      if (amount.plus < 0 || amount.minus < 0) {
        throw new MalformedBytes("no amount: " + amount);
      }
      return amount;
    }
  }
}
