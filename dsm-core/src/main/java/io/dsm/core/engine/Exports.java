// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.replication.Operation;
import java.util.ArrayList;
import java.util.List;

/** Bytes of a delta that applications carry from one replica of a CRDT collection to another. */
final class Exports {

  private static final int FORMAT = 1;
  private static final int KEY_BYTES_MAX = 512 * 3;

  private Exports() {}

  static byte[] write(int fingerprint, List<Operation.Join> joins) {
    ByteWriter out = new ByteWriter();
    out.writeByte(FORMAT).writeInt(fingerprint).writeVarInt(joins.size());
    for (Operation.Join join : joins) {
      out.writeString(join.key()).writeBytes(join.delta());
    }
    return out.toByteArray();
  }

  static List<Operation.Join> read(Replica replica, byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int format = in.readUnsignedByte();
    if (format != FORMAT) {
      throw new MalformedBytes("format " + format + ", this node reads " + FORMAT + " only");
    }
    if (in.readInt() != replica.tag().fingerprint()) {
      throw new MalformedBytes("a delta of another schema or kind than " + replica.declaration());
    }
    int count = in.readCount(2);
    List<Operation.Join> joins = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      joins.add(new Operation.Join(replica.tag(), in.readString(KEY_BYTES_MAX), in.readBytes()));
    }
    in.expectEnd();
    return joins;
  }
}
