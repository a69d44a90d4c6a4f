// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.core.consensus.ReplicatedLog;
import io.dsm.core.consensus.ReplicatedLogProvider;
import io.dsm.core.consensus.ReplicatedLogSettings;
import io.dsm.core.consensus.StateMachine;

/** Replicated logs run by MicroRaft. Found by {@link java.util.ServiceLoader}; has no state. */
public final class RaftLogProvider implements ReplicatedLogProvider {

  /** For the service loader. */
  public RaftLogProvider() {}

  @Override
  public ReplicatedLog open(ReplicatedLogSettings settings, StateMachine stateMachine) {
    return new RaftReplicatedLog(settings, stateMachine);
  }
}
