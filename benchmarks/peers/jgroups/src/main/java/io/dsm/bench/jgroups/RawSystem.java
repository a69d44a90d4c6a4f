// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.jgroups;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;
import org.jgroups.JChannel;

/** One broadcast an update into a map; no order between writers, no state for those who join. */
public final class RawSystem implements BenchSystem {

  @Override
  public String name() {
    return "jgroups";
  }

  @Override
  public String settings() {
    return Channels.settings()
        + "; a broadcast a put; acknowledged: the first of two answers; lock: two questions to the"
        + " coordinator, which grants nothing";
  }

  @Override
  public BenchNode start(Place place) throws Exception {
    JChannel channel = Channels.open(place, "raw");
    RawNode node = new RawNode(channel);
    channel.setReceiver(node);
    channel.connect("raw");
    return node;
  }
}
