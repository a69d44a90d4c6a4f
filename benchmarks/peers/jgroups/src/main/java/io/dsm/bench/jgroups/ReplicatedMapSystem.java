// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.jgroups;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;
import io.dsm.bench.system.SharedMap;
import java.util.Optional;
import org.jgroups.JChannel;
import org.jgroups.blocks.ReplicatedHashMap;
import org.jspecify.annotations.Nullable;

/** The map that JGroups ships as a demonstration: last message wins, whichever that is. */
public final class ReplicatedMapSystem implements BenchSystem {

  @Override
  public String name() {
    return "rhm";
  }

  @Override
  public String settings() {
    return Channels.settings() + "; ReplicatedHashMap, acknowledged: blocking updates, all nodes";
  }

  @Override
  public BenchNode start(Place place) throws Exception {
    JChannel channel = Channels.open(place, "rhm");
    channel.connect("rhm");
    ReplicatedHashMap<String, String> map = new ReplicatedHashMap<>(channel);
    map.setBlockingUpdates(false);
    map.setTimeout(10_000);
    map.start(30_000);
    return new Node(channel, map);
  }

  private record Node(JChannel channel, ReplicatedHashMap<String, String> entries)
      implements BenchNode {

    @Override
    public int members() {
      return channel.view().size();
    }

    @Override
    public Optional<SharedMap> map() {
      return entries(false);
    }

    @Override
    public Optional<SharedMap> acknowledgedMap() {
      return entries(true);
    }

    private Optional<SharedMap> entries(boolean blocking) {
      entries.setBlockingUpdates(blocking);
      return Optional.of(
          new SharedMap() {
            @Override
            public @Nullable String get(String key) {
              return entries.get(key);
            }

            @Override
            public void put(String key, String value) {
              entries.put(key, value);
            }
          });
    }

    @Override
    public void close() {
      entries.stop();
      channel.close();
    }
  }
}
