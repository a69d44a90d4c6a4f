// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.VoterId;
import io.microraft.MembershipChangeMode;
import io.microraft.RaftEndpoint;
import io.microraft.model.RaftModelFactory;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.message.RaftMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/** One or more messages of every kind, with random contents. */
final class Samples {

  static final NodeId SENDER = NodeId.of("voter-1");
  private static final RaftModelFactory MODEL = LogCodec.model();
  private final Random random;

  static VoterEndpoint at(NodeId node) {
    return new VoterEndpoint(new VoterId(node, node.value().length() << 20));
  }

  Samples(long seed) {
    this.random = new Random(seed);
  }

  List<RaftMessage> all() {
    List<RaftMessage> all = new ArrayList<>(replication());
    int term = 5 + random.nextInt(1_000_000);
    all.add(
        MODEL
            .createPreVoteRequestBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(at(SENDER))
            .setTerm(term)
            .setLastLogTerm(3)
            .setLastLogIndex(index())
            .build());
    all.add(
        MODEL
            .createVoteRequestBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(at(SENDER))
            .setTerm(term)
            .setLastLogTerm(3)
            .setLastLogIndex(index())
            .setSticky(random.nextBoolean())
            .build());
    all.add(
        MODEL
            .createTriggerLeaderElectionRequestBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(at(SENDER))
            .setTerm(term)
            .setLastLogTerm(3)
            .setLastLogIndex(index())
            .build());
    all.add(
        MODEL
            .createPreVoteResponseBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(at(SENDER))
            .setTerm(term)
            .setGranted(random.nextBoolean())
            .build());
    all.add(
        MODEL
            .createVoteResponseBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(at(SENDER))
            .setTerm(term)
            .setGranted(random.nextBoolean())
            .build());
    return all;
  }

  private List<RaftMessage> replication() {
    long index = index();
    return List.of(
        append(index, 0),
        append(index, 1 + random.nextInt(20)),
        MODEL
            .createAppendEntriesSuccessResponseBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(at(SENDER))
            .setTerm(9)
            .setLastLogIndex(index)
            .setQuerySequenceNumber(index())
            .setFlowControlSequenceNumber(index())
            .build(),
        MODEL
            .createAppendEntriesFailureResponseBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(at(SENDER))
            .setTerm(9)
            .setExpectedNextIndex(index)
            .setQuerySequenceNumber(index())
            .setFlowControlSequenceNumber(index())
            .build(),
        MODEL
            .createInstallSnapshotResponseBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(at(SENDER))
            .setTerm(9)
            .setSnapshotIndex(index)
            .setRequestedSnapshotChunkIndex(random.nextInt(1000))
            .setQuerySequenceNumber(index())
            .setFlowControlSequenceNumber(index())
            .build(),
        install(index, true),
        install(index, false));
  }

  RaftMessage append(long previous, int count) {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(previous + 1 + i, operation()));
    }
    return append(previous, entries);
  }

  static RaftMessage append(long previous, List<LogEntry> entries) {
    return MODEL
        .createAppendEntriesRequestBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(at(SENDER))
        .setTerm(9)
        .setPreviousLogTerm(4)
        .setPreviousLogIndex(previous)
        .setCommitIndex(previous / 2)
        .setQuerySequenceNumber(7)
        .setFlowControlSequenceNumber(8)
        .setLogEntries(entries)
        .build();
  }

  private RaftMessage install(long index, boolean withChunk) {
    var builder =
        MODEL
            .createInstallSnapshotRequestBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(at(SENDER))
            .setTerm(9)
            .setSenderLeader(random.nextBoolean())
            .setSnapshotTerm(8)
            .setSnapshotIndex(index)
            .setTotalSnapshotChunkCount(5)
            .setSnapshottedMembers(members())
            .setGroupMembersView(view())
            .setQuerySequenceNumber(index())
            .setFlowControlSequenceNumber(index());
    if (withChunk) {
      builder.setSnapshotChunk(chunk(index));
    }
    return builder.build();
  }

  private SnapshotChunk chunk(long index) {
    return MODEL
        .createSnapshotChunkBuilder()
        .setIndex(index)
        .setTerm(8)
        .setSnapshotChunkIndex(3)
        .setSnapshotChunkCount(5)
        .setGroupMembersView(view())
        .setOperation(bytes())
        .build();
  }

  static LogEntry entry(long index, Object operation) {
    return MODEL.createLogEntryBuilder().setIndex(index).setTerm(4).setOperation(operation).build();
  }

  private Object operation() {
    return switch (random.nextInt(4)) {
      case 0 -> new Operation.NewTerm();
      case 1 -> new Operation.Command(bytes());
      case 2 -> new Operation.Batch(List.of(bytes(), bytes()));
      default ->
          MODEL
              .createUpdateRaftGroupMembersOpBuilder()
              .setMembers(members())
              .setVotingMembers(members())
              .setEndpoint(at(NodeId.of("new-one")))
              .setMode(MembershipChangeMode.values()[random.nextInt(3)])
              .build();
    };
  }

  private RaftGroupMembersView view() {
    return MODEL
        .createRaftGroupMembersViewBuilder()
        .setLogIndex(index())
        .setMembers(members())
        .setVotingMembers(members())
        .build();
  }

  private static Collection<RaftEndpoint> members() {
    return new LinkedHashSet<>(
        List.of(at(NodeId.of("a")), at(NodeId.of("b.2")), at(NodeId.of("c-3"))));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private long index() {
    return 1 + (random.nextLong() >>> (10 + random.nextInt(50)));
  }
}
