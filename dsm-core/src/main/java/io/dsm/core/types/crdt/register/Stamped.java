// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.register;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.clock.Versions;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.core.types.crdt.causal.DotValue;
import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.register.Version;
import java.util.Comparator;
import java.util.Optional;

/** A value and when it was written. */
public record Stamped(Version stamp, Element element) {

  static final DotMap<Stamped> NOTHING = DotMap.empty(new Value());

  /** The last one written. */
  static Optional<Stamped> last(DotMap<Stamped> store) {
    return store.values().stream().max(Comparator.comparing(Stamped::stamp));
  }

  /** A stamp above all in a store, also if the clock lost touch with them. */
  static Version above(DotMap<Stamped> store, Version stamp) {
    return above(last(store).map(Stamped::stamp), stamp);
  }

  /** A stamp above another. */
  static Version above(Optional<Version> greatest, Version stamp) {
    return greatest.isEmpty() || stamp.compareTo(greatest.get()) > 0
        ? stamp
        : after(greatest.get(), stamp.origin());
  }

  private static Version after(Version stamp, Member origin) {
    return stamp.counter() == Integer.MAX_VALUE
        ? new Version(stamp.epoch(), stamp.physicalMillis() + 1, 0, origin)
        : new Version(stamp.epoch(), stamp.physicalMillis(), stamp.counter() + 1, origin);
  }

  private static final class Value implements DotValue<Stamped> {
    @Override
    public int weight(Stamped value) {
      return 24 + value.element.weight();
    }

    @Override
    public void write(ByteWriter out, Stamped value) {
      Versions.write(out, value.stamp);
      out.writeBytes(value.element.bytes());
    }

    @Override
    public Stamped read(ByteReader in) {
      return new Stamped(Versions.read(in), ElementCodec.read(in));
    }
  }
}
