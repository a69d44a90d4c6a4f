// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** MicroRaft as the replicated log of the consensus tier. Nothing here is called by name. */
module io.dsm.raft {
  requires io.dsm.core;
  requires microraft;
  requires static org.jspecify;

  provides io.dsm.core.consensus.ReplicatedLogProvider with
      io.dsm.raft.RaftLogProvider;
}
