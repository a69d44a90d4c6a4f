// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.flag;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.crdt.causal.Change;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.core.types.crdt.causal.DotValue;
import io.dsm.crdt.Dot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether something is there, with a rule for concurrent changes: a flag, or an element of a set.
 * Every dot says there or not there.
 */
public enum Presence {
  /** Arrivals are named; departures only supersede them, and leave nothing. */
  ADD_WINS {
    @Override
    public boolean holds(DotMap<Boolean> store) {
      return !store.isEmpty();
    }

    @Override
    public @Nullable Change<DotMap<Boolean>> departed(DotMap<Boolean> store, Dot dot) {
      return store.isEmpty() ? null : new Change<>(NOTHING, store.dots(), true);
    }
  },

  /** Departures are named, too, and kept until an arrival that has seen them. */
  REMOVE_WINS {
    @Override
    public boolean holds(DotMap<Boolean> store) {
      return !store.isEmpty() && !store.values().contains(false);
    }

    @Override
    public @Nullable Change<DotMap<Boolean>> departed(DotMap<Boolean> store, Dot dot) {
      return new Change<>(NOTHING.only(dot, false), superseded(store, true, dot), true);
    }
  };

  /** Neither arrived nor departed. */
  public static final DotMap<Boolean> NOTHING = DotMap.empty(new Value());

  /** Whether it is there. */
  public abstract boolean holds(DotMap<Boolean> store);

  /** It leaves; null if that changes nothing. */
  public abstract @Nullable Change<DotMap<Boolean>> departed(DotMap<Boolean> store, Dot dot);

  /** It arrives, or is renewed so that departures under way lose. */
  public Change<DotMap<Boolean>> arrived(DotMap<Boolean> store, Dot dot) {
    return new Change<>(NOTHING.only(dot, true), superseded(store, false, dot), true);
  }

  /** Reads what the store wrote; only {@link #REMOVE_WINS} names departures. */
  public DotMap<Boolean> read(ByteReader in, DotCodec dots) {
    DotMap<Boolean> store = NOTHING.read(in, dots);
    if (this == ADD_WINS && store.values().contains(false)) {
      throw new MalformedBytes("no presence: a departure where additions win");
    }
    return store;
  }

  // What is opposed goes altogether; what is renewed, of the own origin only.
  private static List<Dot> superseded(DotMap<Boolean> store, boolean opposed, Dot dot) {
    if (store.isEmpty()) {
      return List.of();
    }
    List<Dot> superseded = new ArrayList<>();
    store.forEach(
        (present, there) -> {
          if (there == opposed || present.origin().equals(dot.origin())) {
            superseded.add(present);
          }
        });
    return superseded;
  }

  private static final class Value implements DotValue<Boolean> {
    @Override
    public void write(ByteWriter out, Boolean value) {
      out.writeBoolean(value);
    }

    @Override
    public Boolean read(ByteReader in) {
      return in.readBoolean();
    }
  }
}
