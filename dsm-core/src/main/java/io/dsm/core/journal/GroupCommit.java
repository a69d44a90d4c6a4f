// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Many appends, one write, one sync: whoever has the turn writes and syncs all that was appended
 * until then, and those who waited find their records durable already.
 *
 * <p>Two locks, always taken in this order: {@code output} for files, held during system calls;
 * {@code appends} for the buffer, held for the time of a copy.
 */
final class GroupCommit {

  private final ReentrantLock output = new ReentrantLock();
  private final ReentrantLock appends = new ReentrantLock();
  private final AtomicBoolean flushScheduled = new AtomicBoolean();
  private final JournalSettings settings;
  private final Segments segments;
  private final DurableMark mark;
  private final FailStop failStop;
  private final Executor executor;
  private final AppendBuffer buffer;
  private final DurableGroups groups;
  private final SyncTurns turns;

  /** What it works with. */
  record Parts(
      JournalSettings settings,
      Segments segments,
      DurableMark mark,
      FailStop failStop,
      Executor executor) {}

  /** Starts behind the last record, which is durable. */
  GroupCommit(Parts parts, long last, int chain) {
    this.settings = parts.settings();
    this.segments = parts.segments();
    this.mark = parts.mark();
    this.failStop = parts.failStop();
    this.executor = parts.executor();
    this.buffer = new AppendBuffer(settings.bufferBytes(), last, chain);
    this.turns = new SyncTurns(last);
    this.groups = new DurableGroups(executor, last);
  }

  long append(int kind, byte[] payload) {
    while (true) {
      appends.lock();
      try {
        failStop.check();
        if (buffer.hasRoom(payload.length)) {
          // Without fsync nothing is known durable, so that no record may witness it.
          return buffer.append(
              kind, payload, settings.fsync() ? turns.durable() : Long.MIN_VALUE / 2);
        }
      } finally {
        appends.unlock();
      }
      makeRoom(payload.length);
    }
  }

  private void makeRoom(int payload) {
    output.lock();
    try {
      failStop.check();
      writeOut(take());
      appends.lock();
      try {
        buffer.makeRoom(payload);
      } finally {
        appends.unlock();
      }
    } catch (IOException | RuntimeException | Error e) {
      throw fail("a write", e);
    } finally {
      output.unlock();
    }
  }

  private AppendBuffer.@Nullable Batch take() {
    appends.lock();
    try {
      return buffer.take();
    } finally {
      appends.unlock();
    }
  }

  /** Blocks until everything appended before is durable. */
  void sync() {
    CompletableFuture<Void> done = syncThrough(last());
    if (done != null) {
      groups.complete(done);
    }
  }

  /** Returns the future of the group that this call made durable; null if others had done it. */
  private @Nullable CompletableFuture<Void> syncThrough(long record) {
    failStop.check();
    if (turns.durable() >= record || !turns.enter(record)) {
      return null;
    }
    output.lock();
    try {
      failStop.check();
      return syncAll();
    } catch (IOException | RuntimeException | Error e) {
      throw fail("a sync", e);
    } finally {
      output.unlock();
      turns.leave();
    }
  }

  private CompletableFuture<Void> syncAll() throws IOException {
    long through;
    CompletableFuture<Void> group;
    AppendBuffer.Batch batch;
    appends.lock();
    try {
      through = buffer.last();
      group = groups.begin(through);
      batch = buffer.take();
    } finally {
      appends.unlock();
    }
    writeOut(batch);
    if (settings.fsync()) {
      segments.sync();
    }
    turns.reached(through);
    if (settings.fsync()) {
      mark.write(through);
    }
    return group;
  }

  /** Hands what was taken from the buffer to the file. */
  private void writeOut(AppendBuffer.@Nullable Batch batch) throws IOException {
    if (batch == null) {
      return;
    }
    if (segments.activeBytes() >= settings.segmentBytes()) {
      segments.rotate();
    }
    segments.write(batch.bytes(), batch.last(), batch.chain());
    appends.lock();
    try {
      buffer.giveBack(batch);
    } finally {
      appends.unlock();
    }
  }

  CompletionStage<Void> durable(long record) {
    CompletableFuture<Void> future;
    appends.lock();
    try {
      if (record > buffer.last()) {
        throw new DsmException.Rejected(
            "Journal: record %d was never appended; the last one is %d."
                .formatted(record, buffer.last()));
      }
      DsmException.Fatal failure = failStop.failure();
      if (failure != null) {
        return CompletableFuture.failedStage(failure);
      }
      if (record <= turns.durable()) {
        return CompletableFuture.completedStage(null);
      }
      future = groups.of(record);
    } finally {
      appends.unlock();
    }
    CompletionStage<Void> result = future.minimalCompletionStage();
    scheduleFlush();
    return result;
  }

  private void scheduleFlush() {
    if (flushScheduled.compareAndSet(false, true)) {
      try {
        executor.execute(this::flush);
      } catch (RejectedExecutionException e) {
        flush();
      }
    }
  }

  private void flush() {
    flushScheduled.set(false);
    try {
      CompletableFuture<Void> done = syncThrough(last());
      if (done != null) {
        done.complete(null);
      }
    } catch (DsmException.Fatal e) {
      // The futures carry it already.
    }
  }

  /** Makes everything appended so far durable and starts a new segment. */
  void rotate() {
    sync();
    output.lock();
    try {
      failStop.check();
      segments.rotate();
    } catch (IOException | RuntimeException | Error e) {
      throw fail("starting a segment", e);
    } finally {
      output.unlock();
    }
  }

  /** Runs an operation on the files while nothing else is written. */
  <T> T exclusively(String what, FileOperation<T> operation) {
    output.lock();
    try {
      failStop.check();
      return operation.run();
    } catch (IOException | RuntimeException | Error e) {
      throw fail(what, e);
    } finally {
      output.unlock();
    }
  }

  /** Something that touches files. */
  @FunctionalInterface
  interface FileOperation<T> {
    T run() throws IOException;
  }

  DsmException.Fatal fail(String during, Throwable cause) {
    if (cause instanceof DsmException.Fatal known && failStop.failure() != null) {
      return known;
    }
    DsmException.Fatal failure = failStop.fail(during, cause);
    Runnable spread;
    appends.lock();
    try {
      spread = groups.failing(failure);
    } finally {
      appends.unlock();
    }
    groups.run(spread);
    return failure;
  }

  long last() {
    appends.lock();
    try {
      return buffer.last();
    } finally {
      appends.unlock();
    }
  }

  long bufferedBytes() {
    appends.lock();
    try {
      return buffer.bytes();
    } finally {
      appends.unlock();
    }
  }
}
