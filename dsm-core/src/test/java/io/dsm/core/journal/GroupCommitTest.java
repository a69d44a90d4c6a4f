// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Many appenders, few syncs; the first failure ends it for all. */
class GroupCommitTest {

  private static final int THREADS = 8;
  private static final int RECORDS = 2000;

  private final CrashStorage storage = new CrashStorage();

  @Test
  void concurrentAppendersKeepTheirOrderAndAllBecomeDurable() throws Exception {
    JournalSettings settings = Workload.SMALL.withSegmentBytes(40_000).withBufferBytes(4096);
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS + 1)) {
      try (FileJournal journal = FileJournal.open(storage, Workload.IDENTITY, settings, pool)) {
        journal.recover((record, kind, payload) -> {});
        List<Callable<CompletableFuture<?>>> appenders = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          int kind = thread;
          appenders.add(() -> appendMany(journal, kind));
        }
        for (Future<CompletableFuture<?>> thread : pool.invokeAll(appenders)) {
          thread.get().get(60, TimeUnit.SECONDS);
        }
        assertThat(storage.syncs()).isLessThan(THREADS * RECORDS);
      }
      assertOrder();
    }
  }

  private static CompletableFuture<?> appendMany(FileJournal journal, int kind) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      long record = journal.append(kind, ByteBuffer.allocate(8).putLong(i).array());
      if (i % 7 == 0) {
        all.add(journal.durable(record).toCompletableFuture());
      }
      if (i % 501 == kind) {
        journal.sync();
      }
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  /** Of what survives when the power goes now, since everything was acknowledged. */
  private void assertOrder() {
    Map<Integer, Long> next = new HashMap<>();
    try (FileJournal journal = Workload.open(storage.afterPowerCut(Survival.fixed().getFirst()))) {
      journal.recover(
          (record, kind, payload) -> {
            long expected = next.getOrDefault(kind, 0L);
            assertThat(ByteBuffer.wrap(payload).getLong()).isEqualTo(expected);
            next.put(kind, expected + 1);
          });
    }
    assertThat(next).hasSize(THREADS).allSatisfy((k, n) -> assertThat(n).isEqualTo(RECORDS));
  }

  @Test
  void manyWaitersShareOneSync() {
    Deque<Runnable> later = new ArrayDeque<>();
    try (FileJournal journal =
        FileJournal.open(storage, Workload.IDENTITY, Workload.SMALL, later::add)) {
      journal.recover((record, kind, payload) -> {});
      int before = storage.syncs();
      List<CompletableFuture<Void>> waiters = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        waiters.add(journal.durable(journal.append(1, new byte[10])).toCompletableFuture());
      }
      assertThat(waiters).noneMatch(CompletableFuture::isDone);
      assertThat(storage.syncs()).isEqualTo(before);
      later.remove().run();
      assertThat(waiters).allMatch(CompletableFuture::isDone);
      assertThat(storage.syncs()).isEqualTo(before + 1);
      assertThat(later).isEmpty();
    }
  }

  @Test
  void theFirstFailedSyncIsTheEnd() {
    try (FileJournal journal = Workload.open(storage)) {
      journal.recover((record, kind, payload) -> {});
      journal.append(1, new byte[10]);
      journal.sync();
      storage.failSync(storage.syncs());
      long record = journal.append(1, new byte[10]);
      assertThat(journal.durable(record).toCompletableFuture()).isCompletedExceptionally();
      assertFatal(journal::sync);
      assertFatal(() -> journal.append(1, new byte[1]));
      assertFatal(() -> journal.checkpoint(1, sink -> {}));
      assertThat(journal.durable(1).toCompletableFuture()).isCompletedExceptionally();
      assertThat(journal.condition().failure()).contains("injected failure of a sync");
    }
    try (FileJournal journal = Workload.open(storage.afterPowerCut(Survival.fixed().getFirst()))) {
      assertThat(journal.recover((record, kind, payload) -> {}).lastRecord()).isEqualTo(1);
    }
  }

  private static void assertFatal(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(DsmException.Fatal.class)
        .hasMessageContaining("/crash")
        .hasMessageContaining("restart the node");
  }

  @Test
  void aFullDiskIsSurvivedOnTheReserve() {
    JournalSettings settings = Workload.SMALL.withReserveBytes(2000);
    storage.space(6000 + 4096);
    try (FileJournal journal =
        FileJournal.open(storage, Workload.IDENTITY, settings, Runnable::run)) {
      journal.recover((record, kind, payload) -> {});
      assertThat(journal.condition().reserve()).isTrue();
      while (!journal.condition().diskWasFull()) {
        journal.append(1, new byte[100]);
        journal.sync();
      }
      journal.append(1, new byte[100]);
      journal.sync();
      assertThat(journal.condition().failure()).isNull();
    }
  }

  @Test
  void aCheckpointWithoutSpaceIsGivenUpAndTheJournalGoesOn() {
    try (FileJournal journal = Workload.open(storage)) {
      journal.recover((record, kind, payload) -> {});
      journal.append(1, new byte[100]);
      storage.space(6000);
      assertThatThrownBy(() -> journal.checkpoint(1, sink -> sink.append(1, new byte[5000])))
          .isInstanceOf(DsmException.Unavailable.class)
          .hasMessageContaining("no space");
      assertThat(journal.append(1, new byte[100])).isEqualTo(2);
      journal.sync();
    }
    try (FileJournal journal = Workload.open(storage)) {
      assertThat(journal.recover((record, kind, payload) -> {}).records()).isEqualTo(2);
    }
  }
}
