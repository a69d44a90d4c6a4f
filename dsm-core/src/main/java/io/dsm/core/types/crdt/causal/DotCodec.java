// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.crdt.Dot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bytes of dots beside their context: the place of the origin in it, and the counter. */
public final class DotCodec {
  private final CausalContext context;
  private final List<Member> origins;
  private final Map<Member, Integer> places;

  DotCodec(CausalContext context) {
    this.context = context;
    this.origins = context.origins();
    this.places = HashMap.newHashMap(origins.size());
    for (int i = 0; i < origins.size(); i++) {
      places.put(origins.get(i), i);
    }
  }

  void write(ByteWriter out, Dot dot) {
    Integer place = places.get(dot.origin());
    if (place == null) {
      throw new IllegalStateException(dot + " is not in its context " + context);
    }
    out.writeVarInt(place).writeVarLong(dot.counter());
  }

  /** A dot, which the context must have seen. */
  Dot read(ByteReader in) {
    int place = in.readVarInt();
    long counter = in.readVarLong();
    if (place >= 0 && place < origins.size() && counter > 0) {
      Dot dot = new Dot(origins.get(place), counter);
      if (context.covers(dot)) {
        return dot;
      }
    }
    throw new MalformedBytes("no dot: " + counter + " of origin " + place + " is unseen");
  }
}
