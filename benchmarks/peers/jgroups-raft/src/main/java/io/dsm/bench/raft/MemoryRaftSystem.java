// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.raft;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;

/** With the log in memory: a member that dies forgets. */
public final class MemoryRaftSystem implements BenchSystem {

  @Override
  public String name() {
    return "raft-mem";
  }

  @Override
  public String settings() {
    return RaftNode.settings() + ", log in memory";
  }

  @Override
  public BenchNode start(Place place) throws Exception {
    return RaftNode.start(
        place, (raft, _) -> raft.logClass("org.jgroups.protocols.raft.InMemoryLog"));
  }
}
