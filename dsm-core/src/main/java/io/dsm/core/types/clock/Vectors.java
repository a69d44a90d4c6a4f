// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.clock;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.crdt.VersionVector;
import java.util.TreeMap;

/** Bytes of version vectors: origins in their order, each with its number. Canonical. */
public final class Vectors {
  private Vectors() {}

  public static void write(ByteWriter out, VersionVector vector) {
    out.writeVarInt(vector.counters().size());
    vector
        .counters()
        .forEach(
            (origin, counter) -> {
              Members.write(out, origin);
              out.writeVarLong(counter);
            });
  }

  public static VersionVector read(ByteReader in) {
    int count = in.readCount(4);
    TreeMap<Member, Long> counters = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      Member origin = Members.read(in);
      long counter = in.readVarLong();
      if (counter <= 0 || (!counters.isEmpty() && counters.lastKey().compareTo(origin) >= 0)) {
        throw new MalformedBytes("no version vector: " + origin + " with " + counter);
      }
      counters.put(origin, counter);
    }
    return new VersionVector(counters);
  }
}
