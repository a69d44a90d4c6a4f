// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.journal.FileJournal;
import io.dsm.core.journal.JournalIdentity;
import io.dsm.core.journal.JournalSettings;
import io.dsm.core.replication.Lives;
import io.dsm.core.types.clock.HybridClock;
import io.dsm.spi.journal.Journal;
import io.dsm.spi.random.RandomSource;
import io.dsm.spi.time.Clock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a node is, across restarts: its name, the number of its life, and how far its stamps may go.
 * Kept in a small journal in the data directory, which is also the lock on that directory.
 */
final class NodeIdentity {

  private static final int NAME = 1;
  private static final int LIFE = 2;
  private static final int STAMPS = 3;
  private static final long COMPACT_BYTES = 64 << 10;

  /** Stamps are reserved that far ahead, so that not every millisecond of writing costs a sync. */
  private static final long RESERVE_MILLIS = 250;

  private final Journal journal;
  private @Nullable String name;
  private long life;
  private int epoch;
  private long stampMillis;

  private NodeIdentity(Journal journal) {
    this.journal = journal;
  }

  /**
   * Begins a new life of the node in a directory, durably.
   *
   * @throws io.dsm.DsmException.Fatal if another process uses the directory
   */
  static NodeIdentity begin(
      Path directory, String clusterId, Optional<NodeId> given, Clock clock, RandomSource random) {
    NodeIdentity identity =
        new NodeIdentity(
            FileJournal.open(
                directory.resolve("identity"),
                new JournalIdentity(clusterId, "this-node", "identity"),
                JournalSettings.defaults().withReserveBytes(0).withBufferBytes(4096),
                Runnable::run));
    try {
      identity.recover(given, clock.wallMillis(), random);
      return identity;
    } catch (RuntimeException e) {
      identity.journal.close();
      throw e;
    }
  }

  Member self() {
    return new Member(NodeId.of(knownName()), new Incarnation(life));
  }

  /** A clock above all stamps of earlier lives. */
  HybridClock stamps(long maxOffsetMillis) {
    long reserve = Math.min(RESERVE_MILLIS, maxOffsetMillis / 2);
    return new HybridClock(
        self(),
        new HybridClock.Floor(epoch, stampMillis),
        new HybridClock.Settings(maxOffsetMillis, reserve),
        this::reserve);
  }

  /** Lets go of the directory. */
  void release() {
    journal.close();
  }

  /** A node that keeps nothing: named at random unless named, living since now. */
  static Member fleeting(Optional<NodeId> given, Clock clock, RandomSource random) {
    long life = Lives.beginning(clock.wallMillis(), random.below(1 << Lives.SERIAL_BITS));
    return new Member(given.orElseGet(() -> randomName(random)), new Incarnation(life));
  }

  private void recover(Optional<NodeId> given, long wallMillis, RandomSource random) {
    journal.recover((record, kind, payload) -> restore(kind, payload));
    String chosen =
        given.map(NodeId::value).orElseGet(() -> name != null ? name : randomName(random).value());
    name = chosen;
    life = Math.max(life + 1, Lives.beginning(wallMillis, 0));
    contents(journal::append);
    journal.sync();
    journal.checkpoint(journal.lastRecord(), this::contents);
  }

  private synchronized void contents(Journal.CheckpointSink sink) {
    sink.append(NAME, knownName().getBytes(StandardCharsets.UTF_8));
    sink.append(LIFE, new ByteWriter().writeLong(life).toByteArray());
    sink.append(STAMPS, stampBytes());
  }

  /** Called by the loop, about every quarter of a second of writing; costs a sync. */
  private synchronized void reserve(int newEpoch, long physicalMillis) {
    epoch = newEpoch;
    stampMillis = physicalMillis;
    journal.append(STAMPS, stampBytes());
    journal.sync();
    if (journal.bytesSinceCheckpoint() > COMPACT_BYTES) {
      journal.checkpoint(journal.lastRecord(), this::contents);
    }
  }

  private byte[] stampBytes() {
    return new ByteWriter().writeInt(epoch).writeLong(stampMillis).toByteArray();
  }

  private void restore(int kind, byte[] payload) {
    ByteReader in = new ByteReader(payload);
    switch (kind) {
      case NAME -> name = new String(payload, StandardCharsets.UTF_8);
      case LIFE -> life = in.readLong();
      case STAMPS -> {
        epoch = in.readInt();
        stampMillis = in.readLong();
      }
      default -> throw new IllegalStateException("no identity record of kind " + kind);
    }
  }

  private String knownName() {
    if (name == null) {
      throw new IllegalStateException("the identity was not recovered");
    }
    return name;
  }

  private static NodeId randomName(RandomSource random) {
    return NodeId.of("node-%08x".formatted((int) random.nextLong()));
  }
}
