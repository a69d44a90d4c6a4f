// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;

/** Replicated map, map with two synchronous backups, PN counter, lock of a map key. */
public final class HazelcastSystem implements BenchSystem {

  @Override
  public String name() {
    return "hazelcast";
  }

  @Override
  public String settings() {
    return "Hazelcast 5.7.0: ReplicatedMap for local writes, IMap with 2 synchronous backups for"
        + " acknowledged ones, PNCounter, IMap.lock (no token); multicast and phone home off";
  }

  @Override
  public BenchNode start(Place place) {
    Config config = new Config().setClusterName("bench").setInstanceName("n" + place.index());
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.getNetworkConfig().setPort(place.port()).setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    place.ports().forEach(port -> join.getTcpIpConfig().addMember("127.0.0.1:" + port));
    config.addMapConfig(new MapConfig("acknowledged").setBackupCount(2).setReadBackupData(true));
    return new HazelcastNode(
        Hazelcast.newHazelcastInstance(config), place.index(), place.ports().size());
  }
}
