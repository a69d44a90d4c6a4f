// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.hazelcastcp;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.IAtomicReference;
import com.hazelcast.cp.internal.RaftGroupId;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import com.hazelcast.cp.internal.raft.impl.RaftNode;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.spi.impl.NodeEngineImpl;
import io.dsm.bench.system.SharedRefs;
import org.jspecify.annotations.Nullable;

/** Atomic references; a read asks the leader, which confirms with a majority. They tell nobody. */
record HazelcastCpRefs(HazelcastInstance instance) implements SharedRefs {

  /** Whether this member leads the group in which everything is by default. */
  static boolean leads(HazelcastInstance instance) {
    NodeEngineImpl engine = ((HazelcastInstanceProxy) instance).getOriginal().node.getNodeEngine();
    RaftService service = engine.getService(RaftService.SERVICE_NAME);
    CPMember self = instance.getCPSubsystem().getLocalCPMember();
    RaftGroupId group = service.createRaftGroupForProxy("default");
    RaftNode node = service.getRaftNode(group);
    RaftEndpoint leader = node == null ? null : node.getLeader();
    return self != null && leader != null && leader.getUuid().equals(self.getUuid());
  }

  @Override
  public boolean isLeader() {
    return leads(instance);
  }

  @Override
  public SharedRef at(String name) {
    IAtomicReference<String> ref = instance.getCPSubsystem().getAtomicReference(name);
    return new SharedRef() {
      @Override
      public void set(String value) {
        ref.set(value);
      }

      @Override
      public @Nullable String get() {
        return ref.get();
      }
    };
  }
}
