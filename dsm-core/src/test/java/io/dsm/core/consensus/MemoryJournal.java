// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.spi.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal that survives simulated restarts, being kept outside of the node. */
final class MemoryJournal implements Journal {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(int kind, byte[] payload) {}

  private final List<Kept> kept = new ArrayList<>();

  int size() {
    return kept.size();
  }

  /** What a crash after so many records leaves. */
  MemoryJournal first(int records) {
    MemoryJournal left = new MemoryJournal();
    left.kept.addAll(kept.subList(0, records));
    return left;
  }

  @Override
  public Recovery recover(RecordVisitor visitor) {
    for (int i = 0; i < kept.size(); i++) {
      visitor.visit(i + 1, kept.get(i).kind(), kept.get(i).payload());
    }
    return new Recovery(0, kept.size(), kept.size(), 0);
  }

  @Override
  public long append(int kind, byte[] payload) {
    kept.add(new Kept(kind, payload));
    return kept.size();
  }

  @Override
  public void sync() {}

  @Override
  public CompletionStage<Void> durable(long record) {
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void checkpoint(long record, CheckpointContent content) {
    throw new AssertionError("not needed");
  }

  @Override
  public long lastRecord() {
    return kept.size();
  }

  @Override
  public long bytesSinceCheckpoint() {
    return 0;
  }

  @Override
  public void close() {}
}
