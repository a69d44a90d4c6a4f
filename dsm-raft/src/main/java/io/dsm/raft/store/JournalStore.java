// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.store;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.consensus.VoterId;
import io.dsm.raft.wire.LogCodec;
import io.dsm.raft.wire.VoterEndpoint;
import io.dsm.spi.journal.Journal;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.persistence.RaftEndpointPersistentState;
import io.microraft.model.persistence.RaftTermPersistentState;
import io.microraft.persistence.RaftStore;
import io.microraft.persistence.RestoredRaftState;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * MicroRaft's store on a {@link Journal}. All methods are called by the log's thread.
 *
 * <p>Name, members, term and vote are synced before the call returns. Entries and truncations are
 * appended and become durable with {@link #flush()}, which MicroRaft calls before a follower
 * acknowledges entries and before a leader counts itself. Chunks of a snapshot are gathered in
 * memory; the flush that finds a snapshot complete has a checkpoint written, which is atomic and
 * frees the records before it. It waits for that only if the snapshot came from another voter: what
 * was made of entries that are in the journal loses nothing if it is lost.
 *
 * <p>MicroRaft keeps running after a failed write and would acknowledge what it holds in memory. So
 * the first failure is reported before it is thrown, and whoever owns the store stops the voter.
 */
public final class JournalStore implements RaftStore {

  /** Commits between two notes of how far the log is known to be committed. */
  private static final long COMMITTED_STEP = 256;

  private final Journal journal;
  private final Consumer<RuntimeException> onFailure;
  private Image image = new Image();
  private boolean unsynced;
  private long noted;
  private volatile boolean compacting;
  private volatile @Nullable RuntimeException notCompacted;

  /**
   * A store that has not been recovered.
   *
   * @param onFailure told of the first write that failed, on the log's thread
   */
  public JournalStore(Journal journal, Consumer<RuntimeException> onFailure) {
    this.journal = journal;
    this.onFailure = onFailure;
  }

  /**
   * Reads the journal back. What an earlier memory of this node has left is thrown away: this voter
   * is another one. When it returns, the journal says whose it is.
   *
   * @param remembered whether this voter is known to have begun a log: an empty journal is a lost
   *     one then
   * @return what to restore; empty if this voter never took part in anything
   * @throws DsmException.Fatal if the journal is damaged, lost or another node's
   */
  public Optional<RestoredRaftState> recover(VoterId self, boolean remembered) {
    journal.recover(
        (record, kind, payload) -> {
          try {
            RecordCodec.read(kind, payload, image);
          } catch (MalformedBytes e) {
            throw new DsmException.Fatal(
                "record "
                    + record
                    + " of kind "
                    + kind
                    + " in the journal of voter '"
                    + self
                    + "' cannot be read ("
                    + e.getMessage()
                    + "); the voter does not start;"
                    + " restore the journal, or rebuild the voter under a new name",
                e);
          }
        });
    Optional<VoterId> owner = image.self().map(VoterEndpoint::idOf);
    owner.ifPresent(found -> refuseStranger(self.node(), found.node()));
    if (!owner.equals(Optional.of(self))) {
      if (remembered) {
        throw lost(self);
      }
      begin(self, owner.isPresent());
    }
    noted = image.committed();
    return image.restored();
  }

  private void begin(VoterId self, boolean inPlaceOfAnother) {
    image = new Image();
    RaftEndpointPersistentState owner =
        LogCodec.model()
            .createRaftEndpointPersistentStateBuilder()
            .setLocalEndpoint(new VoterEndpoint(self))
            .setVoting(false)
            .build();
    if (inPlaceOfAnother) {
      image.endpoint(owner);
      compact();
    } else {
      persistAndFlushLocalEndpoint(owner);
    }
  }

  private static void refuseStranger(NodeId self, NodeId owner) {
    if (!owner.equals(self)) {
      throw new DsmException.Fatal(
          "the journal belongs to voter '"
              + owner
              + "', this node is '"
              + self
              + "'; it does not vote; give the node its own data directory or its old name");
    }
  }

  private static DsmException.Fatal lost(VoterId self) {
    return new DsmException.Fatal(
        "the log of voter '"
            + self
            + "' is gone, but the rest of its data directory is there; it does not vote, for it has"
            + " forgotten what it promised; empty the whole data directory and start the node: it"
            + " comes back as a new voter");
  }

  @Override
  public void persistAndFlushLocalEndpoint(RaftEndpointPersistentState state) {
    if (image.endpoint(state)) {
      write(RecordCodec.ENDPOINT, RecordCodec.endpoint(state));
      sync();
    }
  }

  @Override
  public void persistAndFlushInitialGroupMembers(RaftGroupMembersView view) {
    if (image.members(view)) {
      write(RecordCodec.MEMBERS, RecordCodec.members(view));
      sync();
    }
  }

  @Override
  public void persistAndFlushTerm(RaftTermPersistentState state) {
    if (image.term(state)) {
      write(RecordCodec.TERM, RecordCodec.term(state));
      sync();
    }
  }

  @Override
  public void persistLogEntries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      guarded(() -> image.append(entry));
      write(RecordCodec.ENTRY, RecordCodec.entry(entry));
    }
  }

  @Override
  public void persistSnapshotChunk(SnapshotChunk chunk) {
    image.chunk(chunk);
  }

  @Override
  public void truncateLogEntriesFrom(long index) {
    guarded(() -> image.truncateFrom(index));
    write(RecordCodec.TRUNCATE, RecordCodec.index(index));
  }

  /** Nothing to do: entries that a snapshot covers went with its checkpoint. */
  @Override
  public void truncateLogEntriesUntil(long index) {}

  @Override
  public void deleteSnapshotChunks(long index, int chunkCount) {
    image.forgetPending(index);
  }

  @Override
  public void flush() {
    switch (image.completeSnapshot()) {
      case NOTHING -> sync();
      case OF_ENTRIES_HERE -> {
        sync();
        compactSoon();
      }
      case OF_OTHERS -> compact();
    }
  }

  /** Makes everything appended durable; costs nothing if it is. */
  public void sync() {
    if (unsynced) {
      guarded(journal::sync);
      unsynced = false;
    }
  }

  /**
   * Has the journal rewritten as a checkpoint of what still counts, without waiting for it; nothing
   * if that is being done already. If it fails, the next write fails.
   */
  public void compactSoon() {
    if (!compacting) {
      compacting = true;
      Image frozen = image.frozen();
      guarded(() -> journal.checkpointLater(frozen::writeTo, this::compacted));
    }
  }

  private void compacted(@Nullable RuntimeException failure) {
    notCompacted = failure;
    compacting = false;
  }

  /** Whether the journal is being rewritten. */
  public boolean isCompacting() {
    return compacting;
  }

  private void compact() {
    guarded(() -> journal.checkpoint(journal.lastRecord(), image::writeTo));
    unsynced = false;
  }

  /**
   * Notes now and then that entries up to {@code index} are committed, so that a restarted voter
   * knows a point where its log equals the leader's. Needs no sync of its own.
   */
  public void committed(long index) {
    image.committed(index);
    if (index >= noted + COMMITTED_STEP) {
      noted = index;
      write(RecordCodec.COMMITTED, RecordCodec.index(index));
    }
  }

  /** An index up to which the log is known to be committed and is held here. */
  public long committed() {
    return image.committed();
  }

  /** Entries behind the last snapshot. */
  public int entryCount() {
    return image.entryCount();
  }

  /** Whether there is neither an entry nor a snapshot. */
  public boolean isEmpty() {
    return image.lastIndex() == 0;
  }

  /** Index of the last snapshot, 0 if there is none. */
  public long snapshotIndex() {
    return image.snapshotIndex();
  }

  /** Bytes that {@link #compactSoon} could free. */
  public long bytesSinceCheckpoint() {
    return journal.bytesSinceCheckpoint();
  }

  private void write(int kind, byte[] payload) {
    unsynced = true;
    guarded(() -> journal.append(kind, payload));
  }

  private void guarded(Runnable action) {
    RuntimeException earlier = notCompacted;
    try {
      if (earlier != null) {
        throw earlier;
      }
      action.run();
    } catch (RuntimeException e) {
      onFailure.accept(e);
      throw e;
    }
  }
}
