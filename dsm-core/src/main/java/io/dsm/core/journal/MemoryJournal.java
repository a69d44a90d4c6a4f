// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import io.dsm.spi.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A journal without a disk: <b>nothing is durable</b>, "durable" merely means appended, and whoever
 * uses it forgets everything with the process. For a standalone node without a data directory and
 * for simulations, which can let a node {@link #restart} with what it had.
 */
public final class MemoryJournal implements Journal {

  private record Kept(long record, int kind, byte[] payload) {
    long bytes() {
      return payload.length;
    }
  }

  private final boolean retaining;
  private List<Kept> checkpoint = List.of();
  private List<Kept> records = new ArrayList<>();
  private long checkpointRecord;
  private long synced;
  private long last;
  private long bytes;
  private boolean recovered;
  private boolean closed;

  private MemoryJournal(boolean retaining) {
    this.retaining = retaining;
  }

  /** Keeps no record at all, only counts: for standalone. */
  public static MemoryJournal forgetful() {
    return new MemoryJournal(false);
  }

  /** Keeps what was appended since the last checkpoint, for {@link #restart}. */
  public static MemoryJournal retaining() {
    return new MemoryJournal(true);
  }

  /**
   * What the same node finds after a restart; this journal is closed.
   *
   * @param powerLost whether records that nobody had synced are gone
   */
  public synchronized MemoryJournal restart(boolean powerLost) {
    closed = true;
    MemoryJournal next = new MemoryJournal(retaining);
    next.checkpoint = checkpoint;
    next.checkpointRecord = checkpointRecord;
    next.last = checkpointRecord;
    for (Kept kept : records) {
      if (!powerLost || kept.record() <= synced) {
        next.records.add(kept);
        next.bytes += kept.bytes();
        next.last = kept.record();
      }
    }
    next.synced = next.last;
    return next;
  }

  /** Whether this life of it is over. */
  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized Recovery recover(RecordVisitor visitor) {
    if (recovered || closed) {
      throw new DsmException.Rejected(
          "Journal in memory: recover may be called once, on an open journal.");
    }
    for (Kept kept : checkpoint) {
      visitor.visit(0, kept.kind(), kept.payload().clone());
    }
    for (Kept kept : records) {
      visitor.visit(kept.record(), kept.kind(), kept.payload().clone());
    }
    recovered = true;
    return new Recovery(checkpoint.size(), records.size(), last, 0);
  }

  private void checkOpen() {
    if (!recovered || closed) {
      throw new DsmException.Rejected(
          "Journal in memory: %s; nothing was done."
              .formatted(closed ? "it is closed" : "recover() must come before anything else"));
    }
  }

  @Override
  public synchronized long append(int kind, byte[] payload) {
    RecordLimits.check(kind, payload, RecordFormat.MAX_PAYLOAD);
    checkOpen();
    last++;
    if (retaining) {
      records.add(new Kept(last, kind, payload.clone()));
      bytes += payload.length;
    }
    return last;
  }

  @Override
  public synchronized void sync() {
    checkOpen();
    synced = last;
  }

  @Override
  public synchronized CompletionStage<Void> durable(long record) {
    checkOpen();
    if (record > last) {
      throw new DsmException.Rejected(
          "Journal in memory: record %d was never appended; the last one is %d."
              .formatted(record, last));
    }
    synced = last;
    return CompletableFuture.completedStage(null);
  }

  @Override
  public synchronized void checkpoint(long record, CheckpointContent content) {
    checkOpen();
    if (record < checkpointRecord || record > last) {
      throw new DsmException.Rejected(
          "Journal in memory: a checkpoint at record %d is outside %d to %d; nothing was done."
              .formatted(record, checkpointRecord, last));
    }
    List<Kept> written = new ArrayList<>();
    content.writeTo(
        (kind, payload) -> {
          RecordLimits.check(kind, payload, RecordFormat.MAX_PAYLOAD);
          if (retaining) {
            written.add(new Kept(0, kind, payload.clone()));
          }
        });
    checkpoint = written;
    checkpointRecord = record;
    synced = last;
    records = new ArrayList<>(records.stream().filter(k -> k.record() > record).toList());
    bytes = records.stream().mapToLong(Kept::bytes).sum();
  }

  @Override
  public synchronized long lastRecord() {
    checkOpen();
    return last;
  }

  @Override
  public synchronized long bytesSinceCheckpoint() {
    checkOpen();
    return bytes;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
