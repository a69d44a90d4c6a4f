// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.raft;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.BenchSystem;

/** With every entry of the log synced to disk, as DSM does. */
public final class SyncedRaftSystem implements BenchSystem {

  @Override
  public String name() {
    return "raft-fsync";
  }

  @Override
  public String settings() {
    return RaftNode.settings() + ", log synced to disk";
  }

  @Override
  public BenchNode start(Place place) throws Exception {
    return RaftNode.start(
        place,
        (raft, directory) ->
            raft.logClass("org.jgroups.protocols.raft.FileBasedLog")
                .logUseFsync(true)
                .logDir(directory));
  }
}
