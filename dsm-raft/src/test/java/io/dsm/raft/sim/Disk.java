// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.sim;

import io.dsm.DsmException;
import io.dsm.spi.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The disk of one voter. It outlives the voter's lives; each life mounts it as a journal. A crash
 * keeps what was synced and any prefix of the rest.
 */
public final class Disk {

  private record Stored(int kind, byte[] payload) {}

  private List<Stored> checkpoint = List.of();
  private List<Stored> records = new ArrayList<>();
  private long firstRecord = 1;
  private int synced;
  private int syncs;
  private int syncsUntilFailure = Integer.MAX_VALUE;
  private int checkpoints;
  private long bytesPerRecord = 64;
  private Mounted mounted = new Mounted();

  /** Mounts it; the journal of an earlier life writes into the void from now on. */
  public Journal mount() {
    mounted = new Mounted();
    return mounted;
  }

  /** Power is cut: some of what was not synced is lost. */
  public void crash(Schedule schedule) {
    mounted = new Mounted();
    int unsynced = records.size() - synced;
    int survive = unsynced == 0 ? 0 : schedule.below(unsynced + 1);
    records = new ArrayList<>(records.subList(0, synced + survive));
    synced = records.size();
  }

  /** From the given sync on, every write fails in this life. */
  public void failAfterSyncs(int count) {
    syncsUntilFailure = count;
  }

  public void repair() {
    syncsUntilFailure = Integer.MAX_VALUE;
  }

  public void wipe() {
    checkpoint = List.of();
    records = new ArrayList<>();
    firstRecord = 1;
    synced = 0;
  }

  /** Pretends that records are of that size. */
  public void countRecordsAs(long bytes) {
    bytesPerRecord = bytes;
  }

  public int checkpoints() {
    return checkpoints;
  }

  /** How often it was told to keep what was written. */
  public int syncs() {
    return syncs;
  }

  public int recordCount() {
    return records.size();
  }

  private final class Mounted implements Journal {

    @Override
    public Recovery recover(RecordVisitor visitor) {
      checkpoint.forEach(record -> visitor.visit(0, record.kind(), record.payload()));
      for (int i = 0; i < records.size(); i++) {
        visitor.visit(firstRecord + i, records.get(i).kind(), records.get(i).payload());
      }
      return new Recovery(checkpoint.size(), records.size(), lastRecord(), 0);
    }

    @Override
    public long append(int kind, byte[] payload) {
      if (mounted == this) {
        refuseIfBroken();
        records.add(new Stored(kind, payload.clone()));
      }
      return lastRecord();
    }

    @Override
    public void sync() {
      if (mounted == this) {
        syncsUntilFailure--;
        refuseIfBroken();
        synced = records.size();
        syncs++;
      }
    }

    private void refuseIfBroken() {
      if (syncsUntilFailure <= 0) {
        throw new DsmException.Fatal("the simulated disk failed");
      }
    }

    @Override
    public CompletionStage<Void> durable(long record) {
      sync();
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void checkpoint(long record, CheckpointContent content) {
      if (mounted != this) {
        return;
      }
      refuseIfBroken();
      List<Stored> written = new ArrayList<>();
      content.writeTo((kind, payload) -> written.add(new Stored(kind, payload.clone())));
      int covered = (int) (record - firstRecord + 1);
      checkpoint = written;
      records = new ArrayList<>(records.subList(covered, records.size()));
      firstRecord = record + 1;
      synced = 0;
      checkpoints++;
    }

    @Override
    public long lastRecord() {
      return firstRecord + records.size() - 1;
    }

    @Override
    public long bytesSinceCheckpoint() {
      return bytesPerRecord * records.size();
    }

    @Override
    public void close() {}
  }
}
