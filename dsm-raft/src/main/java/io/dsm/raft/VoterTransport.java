// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLogSettings;
import io.dsm.raft.store.JournalStore;
import io.dsm.raft.wire.MessageCodec;
import io.dsm.raft.wire.VoterEndpoint;
import io.microraft.RaftEndpoint;
import io.microraft.model.message.AppendEntriesFailureResponse;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import io.microraft.model.message.RaftMessage;
import io.microraft.transport.Transport;
import java.util.function.BiConsumer;

/**
 * MicroRaft's way out: encodes messages and hands them to the sender of the port. Log's thread
 * only.
 */
final class VoterTransport implements Transport {

  private final long group;
  private final BiConsumer<NodeId, byte[]> sender;
  private final JournalStore store;
  private final Reconciliation reconciliation;
  private final Fence fence;
  private final CommitNotices notices;

  VoterTransport(
      ReplicatedLogSettings settings,
      JournalStore store,
      Reconciliation reconciliation,
      CommitNotices notices,
      Fence fence) {
    this.group = settings.group();
    this.sender = settings.sender();
    this.store = store;
    this.reconciliation = reconciliation;
    this.notices = notices;
    this.fence = fence;
  }

  @Override
  public void send(RaftEndpoint target, RaftMessage message) {
    RaftMessage outgoing = message;
    if (message instanceof AppendEntriesSuccessResponse appended) {
      // MicroRaft syncs new entries before it comes here, but not entries that it appended as a
      // leader and is now offered by its successor. Nothing is acknowledged that is not durable.
      store.sync();
      outgoing = reconciliation.corrected(appended);
    } else if (message instanceof AppendEntriesFailureResponse refused && store.isEmpty()) {
      outgoing = EmptyLog.told(refused);
    }
    if (!fence.isClosed() && !notices.holdsBack(outgoing)) {
      sender.accept(VoterEndpoint.nodeOf(target), MessageCodec.encode(group, target, outgoing));
    }
  }

  /** Always true: MicroRaft asks only to choose where to fetch snapshots, and we fetch from one. */
  @Override
  public boolean isReachable(RaftEndpoint endpoint) {
    return true;
  }
}
