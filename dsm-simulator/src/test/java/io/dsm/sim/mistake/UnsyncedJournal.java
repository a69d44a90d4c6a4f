// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import io.dsm.spi.journal.Journal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says that everything is durable, and makes nothing durable. */
final class UnsyncedJournal implements Journal {

  private final Journal sound;

  UnsyncedJournal(Journal sound) {
    this.sound = sound;
  }

  @Override
  public Recovery recover(RecordVisitor visitor) {
    return sound.recover(visitor);
  }

  @Override
  public long append(int kind, byte[] payload) {
    return sound.append(kind, payload);
  }

  @Override
  public void sync() {}

  @Override
  public CompletionStage<Void> durable(long record) {
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void checkpoint(long record, CheckpointContent content) {}

  @Override
  public long lastRecord() {
    return sound.lastRecord();
  }

  @Override
  public long bytesSinceCheckpoint() {
    return 0;
  }

  @Override
  public void close() {
    sound.close();
  }
}
