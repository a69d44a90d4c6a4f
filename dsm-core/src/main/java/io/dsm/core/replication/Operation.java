// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.core.types.register.RegisterRecord;

/** One change to one key, as it is logged, sent and stored in snapshots. Idempotent by itself. */
public sealed interface Operation {

  Tag tag();

  String key();

  /** About how many bytes it takes in memory and on the wire. */
  int weight();

  /** A register was written or removed. */
  record Write(Tag tag, String key, RegisterRecord record) implements Operation {
    @Override
    public int weight() {
      byte[] value = record.value();
      return 48 + key.length() + (value == null ? 0 : value.length);
    }
  }

  /**
   * A CRDT was updated.
   *
   * @param delta encoded by the kind of the CRDT; never changed by anyone
   */
  record Join(Tag tag, String key, byte[] delta) implements Operation {
    @Override
    public int weight() {
      return 16 + key.length() + delta.length;
    }
  }
}
