// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.clock;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.register.Version;

/**
 * Bytes of versions: about nine for the stamp. A message that carries many versions of few origins
 * writes each origin once and the stamps alone.
 */
public final class Versions {
  private Versions() {}

  /** Stamp and origin. */
  public static void write(ByteWriter out, Version version) {
    writeStamp(out, version);
    Members.write(out, version.origin());
  }

  public static Version read(ByteReader in) {
    int epoch = in.readVarInt();
    long physicalMillis = in.readVarLong();
    int counter = in.readVarInt();
    return checked(epoch, physicalMillis, counter, Members.read(in));
  }

  /** Everything but the origin. */
  public static void writeStamp(ByteWriter out, Version version) {
    out.writeVarInt(version.epoch())
        .writeVarLong(version.physicalMillis())
        .writeVarInt(version.counter());
  }

  /** Reads what {@link #writeStamp} wrote, with the origin known otherwise. */
  public static Version readStamp(ByteReader in, Member origin) {
    int epoch = in.readVarInt();
    long physicalMillis = in.readVarLong();
    int counter = in.readVarInt();
    return checked(epoch, physicalMillis, counter, origin);
  }

  private static Version checked(int epoch, long physicalMillis, int counter, Member origin) {
    if (epoch < 0 || physicalMillis < 0 || counter < 0) {
      throw new MalformedBytes(
          "no version: " + epoch + ", " + physicalMillis + ", " + counter + " of " + origin);
    }
    return new Version(epoch, physicalMillis, counter, origin);
  }
}
