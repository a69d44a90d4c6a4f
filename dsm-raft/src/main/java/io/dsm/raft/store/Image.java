// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.store;

import io.dsm.core.codec.MalformedBytes;
import io.dsm.raft.wire.LogCodec;
import io.dsm.spi.journal.Journal.CheckpointSink;
import io.microraft.RaftEndpoint;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.log.SnapshotEntry;
import io.microraft.model.persistence.RaftEndpointPersistentState;
import io.microraft.model.persistence.RaftTermPersistentState;
import io.microraft.persistence.RestoredRaftState;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says, folded: the last word on each thing, and the entries behind the last
 * complete snapshot. It shares its objects with MicroRaft, so it costs references only. A
 * checkpoint is this image written out.
 */
final class Image {

  private @Nullable RaftEndpointPersistentState endpoint;
  private @Nullable RaftGroupMembersView members;
  private @Nullable RaftTermPersistentState term;
  private List<SnapshotChunk> snapshot = List.of();
  private final NavigableMap<Long, NavigableMap<Integer, SnapshotChunk>> pending = new TreeMap<>();
  private final List<LogEntry> entries = new ArrayList<>();
  private long committed;

  boolean endpoint(RaftEndpointPersistentState state) {
    RaftEndpointPersistentState old = endpoint;
    endpoint = state;
    return old == null
        || !old.getLocalEndpoint().equals(state.getLocalEndpoint())
        || old.isVoting() != state.isVoting();
  }

  boolean members(RaftGroupMembersView view) {
    RaftGroupMembersView old = members;
    members = view;
    return old == null
        || !List.copyOf(old.getMembers()).equals(List.copyOf(view.getMembers()))
        || !List.copyOf(old.getVotingMembers()).equals(List.copyOf(view.getVotingMembers()));
  }

  boolean term(RaftTermPersistentState state) {
    RaftTermPersistentState old = term;
    term = state;
    return old == null
        || old.getTerm() != state.getTerm()
        || !Objects.equals(old.getVotedFor(), state.getVotedFor());
  }

  void append(LogEntry entry) {
    if (entry.getIndex() != lastIndex() + 1) {
      throw new MalformedBytes("entry " + entry.getIndex() + " after entry " + lastIndex());
    }
    entries.add(entry);
  }

  void truncateFrom(long index) {
    if (index <= snapshotIndex()) {
      throw new MalformedBytes("truncation at " + index + " inside the snapshot");
    }
    int keep = (int) Math.min(index - snapshotIndex() - 1, entries.size());
    entries.subList(keep, entries.size()).clear();
  }

  /** Takes a chunk of a snapshot that is being made or received. */
  void chunk(SnapshotChunk chunk) {
    pending
        .computeIfAbsent(chunk.getIndex(), index -> new TreeMap<>())
        .put(chunk.getSnapshotChunkIndex(), chunk);
  }

  void forgetPending(long index) {
    pending.remove(index);
  }

  /** What {@link #completeSnapshot} came to. */
  enum Completed {
    NOTHING,
    /** A snapshot of entries that are here, and so in the journal. */
    OF_ENTRIES_HERE,
    /** A snapshot that stands for entries this voter never had. */
    OF_OTHERS
  }

  /** Makes the newest snapshot whose chunks are all here the last one, if there is such. */
  Completed completeSnapshot() {
    for (var candidate : pending.descendingMap().entrySet()) {
      NavigableMap<Integer, SnapshotChunk> chunks = candidate.getValue();
      int count = chunks.firstEntry().getValue().getSnapshotChunkCount();
      if (candidate.getKey() > snapshotIndex() && chunks.size() == count) {
        boolean here = holds(candidate.getKey(), chunks.firstEntry().getValue().getTerm());
        replaceSnapshot(List.copyOf(chunks.values()));
        return here ? Completed.OF_ENTRIES_HERE : Completed.OF_OTHERS;
      }
    }
    return Completed.NOTHING;
  }

  private boolean holds(long index, int term) {
    return index > snapshotIndex()
        && index <= lastIndex()
        && entries.get((int) (index - snapshotIndex() - 1)).getTerm() == term;
  }

  private void replaceSnapshot(List<SnapshotChunk> chunks) {
    long old = snapshotIndex();
    snapshot = chunks;
    pending.headMap(snapshotIndex(), true).clear();
    committed(snapshotIndex());
    int covered = (int) Math.min(snapshotIndex() - old, entries.size());
    entries.subList(0, covered).clear();
  }

  void committed(long index) {
    committed = Math.max(committed, index);
  }

  long committed() {
    return Math.min(committed, lastIndex());
  }

  long snapshotIndex() {
    return snapshot.isEmpty() ? 0 : snapshot.getFirst().getIndex();
  }

  long lastIndex() {
    return snapshotIndex() + entries.size();
  }

  int entryCount() {
    return entries.size();
  }

  /** What it says now, whatever it is told later. */
  Image frozen() {
    Image frozen = new Image();
    frozen.endpoint = endpoint;
    frozen.members = members;
    frozen.term = term;
    frozen.snapshot = snapshot;
    frozen.entries.addAll(entries);
    frozen.committed = committed;
    return frozen;
  }

  /** Writes all of it, the snapshot first. */
  void writeTo(CheckpointSink sink) {
    snapshot.forEach(chunk -> sink.append(RecordCodec.CHUNK, RecordCodec.chunk(chunk)));
    if (endpoint != null) {
      sink.append(RecordCodec.ENDPOINT, RecordCodec.endpoint(endpoint));
    }
    if (members != null) {
      sink.append(RecordCodec.MEMBERS, RecordCodec.members(members));
    }
    if (term != null) {
      sink.append(RecordCodec.TERM, RecordCodec.term(term));
    }
    entries.forEach(entry -> sink.append(RecordCodec.ENTRY, RecordCodec.entry(entry)));
    sink.append(RecordCodec.COMMITTED, RecordCodec.index(committed()));
  }

  /** The state to restore MicroRaft from, unless this voter never took part in anything. */
  Optional<RestoredRaftState> restored() {
    if (endpoint == null || members == null) {
      return Optional.empty();
    }
    RaftTermPersistentState lastTerm = term == null ? RecordCodec.termState(0, null) : term;
    return Optional.of(
        new RestoredRaftState(
            endpoint, members, lastTerm, snapshotEntry(), new ArrayList<>(entries)));
  }

  Optional<RaftEndpoint> self() {
    return Optional.ofNullable(endpoint).map(RaftEndpointPersistentState::getLocalEndpoint);
  }

  private @Nullable SnapshotEntry snapshotEntry() {
    if (snapshot.isEmpty()) {
      return null;
    }
    SnapshotChunk first = snapshot.getFirst();
    return LogCodec.model()
        .createSnapshotEntryBuilder()
        .setIndex(first.getIndex())
        .setTerm(first.getTerm())
        .setSnapshotChunks(snapshot)
        .setGroupMembersView(first.getGroupMembersView())
        .build();
  }
}
