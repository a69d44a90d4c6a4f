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
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import io.microraft.model.message.RaftMessage;
import io.microraft.transport.Transport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

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
  private BooleanSupplier entryFollows = () -> false;

  VoterTransport(
      ReplicatedLogSettings settings,
      JournalStore store,
      Reconciliation reconciliation,
      Fence fence) {
    this.group = settings.group();
    this.sender = settings.sender();
    this.store = store;
    this.reconciliation = reconciliation;
    this.fence = fence;
  }

  /** Learns how to ask whether a message with an entry is about to be sent to all. */
  void skipWhen(BooleanSupplier anEntryFollows) {
    entryFollows = anEntryFollows;
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
    if (!fence.isClosed() && !isSuperseded(outgoing)) {
      sender.accept(VoterEndpoint.nodeOf(target), MessageCodec.encode(group, target, outgoing));
    }
  }

  // After each commit MicroRaft tells the followers of it in a message of its own. If an entry
  // follows at once, its message tells them, too; leaving this one out halves the messages.
  private boolean isSuperseded(RaftMessage message) {
    return message instanceof AppendEntriesRequest append
        && append.getLogEntries().isEmpty()
        && append.getFlowControlSequenceNumber() == 0 // nobody waits for the answer
        && entryFollows.getAsBoolean();
  }

  /** Always true: MicroRaft asks only to choose where to fetch snapshots, and we fetch from one. */
  @Override
  public boolean isReachable(RaftEndpoint endpoint) {
    return true;
  }
}
