// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.NodeId;
import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;
import io.dsm.spi.journal.Journal;
import java.util.List;

/** The one choice of voters a node makes in all its lives, durable before anybody hears of it. */
final class VoterMemory {

  private static final int ACCEPTED = 1;
  private static final int ACTIVE = 2;

  private final Journal journal;
  private List<NodeId> voters = List.of();
  private boolean active;

  VoterMemory(Journal journal) {
    this.journal = journal;
  }

  void recover() {
    journal.recover(
        (record, kind, payload) -> {
          ByteSource source = new ByteSource(payload);
          voters = ByteSource.decoding(() -> source.end(ConsensusMessageCodec.readVoters(source)));
          active = kind == ACTIVE;
        });
  }

  /** Accepted or active voters; empty if none were ever accepted. */
  List<NodeId> voters() {
    return voters;
  }

  boolean isActive() {
    return active;
  }

  void accept(List<NodeId> proposed) {
    remember(ACCEPTED, proposed);
    voters = List.copyOf(proposed);
  }

  void activate(List<NodeId> agreed) {
    remember(ACTIVE, agreed);
    voters = List.copyOf(agreed);
    active = true;
  }

  private void remember(int kind, List<NodeId> nodes) {
    journal.append(kind, ConsensusMessageCodec.writeVoters(new ByteSink(), nodes).toBytes());
    journal.sync();
  }

  void close() {
    journal.close();
  }
}
