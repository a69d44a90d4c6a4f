// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.hazelcastcp;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.lock.FencedLock;
import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;
import io.dsm.bench.system.SharedLocks;
import io.dsm.bench.system.SharedRefs;
import java.util.Optional;

/** Fenced locks and atomic references of a group of three, in memory. */
public final class HazelcastCpSystem implements BenchSystem {

  @Override
  public String name() {
    return "hazelcast-cp";
  }

  @Override
  public String settings() {
    return "Hazelcast 5.3.8: FencedLock, IAtomicReference, three members, in memory, session of 300 s as shipped";
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
    config.getCPSubsystemConfig().setCPMemberCount(place.ports().size());
    return new Node(Hazelcast.newHazelcastInstance(config));
  }

  private record Node(HazelcastInstance instance) implements BenchNode {

    @Override
    public Optional<SharedRefs> refs() {
      return Optional.of(new HazelcastCpRefs(instance));
    }

    @Override
    public int members() {
      return instance.getCluster().getMembers().size();
    }

    @Override
    public boolean ready() {
      return instance.getCPSubsystem().getCPSubsystemManagementService().isDiscoveryCompleted();
    }

    @Override
    public Optional<SharedLocks> locks() {
      return Optional.of(new Locks(instance));
    }

    @Override
    public void close() {
      instance.getLifecycleService().terminate();
    }
  }

  private record Locks(HazelcastInstance instance) implements SharedLocks {

    @Override
    public boolean isLeader() {
      return HazelcastCpRefs.leads(instance);
    }

    @Override
    public Held acquire(String name) {
      FencedLock lock = instance.getCPSubsystem().getLock(name);
      lock.lock();
      return new Held() {
        @Override
        public boolean isValid() {
          return lock.isLockedByCurrentThread();
        }

        @Override
        public void release() {
          lock.unlock();
        }
      };
    }
  }
}
