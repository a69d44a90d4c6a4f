// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.clock;

import io.dsm.DsmException;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;

/** Bytes of members: node id, then incarnation. */
public final class Members {
  private static final int MAX_NODE_ID_BYTES = 64;

  private Members() {}

  public static void write(ByteWriter out, Member member) {
    out.writeString(member.node().value()).writeVarLong(member.incarnation().value());
  }

  public static Member read(ByteReader in) {
    String node = in.readString(MAX_NODE_ID_BYTES);
    long incarnation = in.readVarLong();
    try {
      return new Member(new NodeId(node), new Incarnation(incarnation));
    } catch (DsmException.Rejected | IllegalArgumentException e) {
      throw new MalformedBytes("no member: '" + node + "#" + incarnation + "'", e);
    }
  }
}
