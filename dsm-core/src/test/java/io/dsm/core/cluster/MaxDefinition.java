// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import java.nio.ByteBuffer;

/** A kind of the application's own: the greatest number. Its handle can misbehave on purpose. */
final class MaxDefinition implements CrdtDefinition<MaxDefinition.Max, Long> {

  record Max(CrdtCell<Long> cell) {
    void raise(Runnable insideTheMutation) {
      cell.update(
          (current, dot) -> {
            insideTheMutation.run();
            return current + 1;
          });
    }
  }

  @Override
  public String kind() {
    return "max/v1";
  }

  @Override
  public Long bottom() {
    return 0L;
  }

  @Override
  public Long join(Long left, Long right) {
    return Math.max(left, right);
  }

  @Override
  public byte[] encode(Long state) {
    return ByteBuffer.allocate(8).putLong(state).array();
  }

  @Override
  public Long decode(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  @Override
  public Max handle(CrdtCell<Long> cell) {
    return new Max(cell);
  }
}
