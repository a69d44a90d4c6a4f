// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import io.dsm.spi.journal.Journal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a directory of its own. Open, {@link #recover} once, then use.
 *
 * <p>{@link #append} copies into memory. {@link #sync} and {@link #durable} write and sync what has
 * been collected, many callers with one system call each; no thread of its own. An interrupt of a
 * caller neither breaks nor shortens an operation. After the first failed write or sync everything
 * fails with {@link DsmException.Fatal}.
 */
public final class FileJournal implements Journal {

  private final JournalStorage storage;
  private final JournalIdentity identity;
  private final JournalSettings settings;
  private final Executor executor;
  private final Closeable lock;
  private final ReentrantLock lifecycle = new ReentrantLock();
  private final ReentrantLock checkpoints = new ReentrantLock();
  private final FailStop failStop;
  private volatile @Nullable OpenJournal open;
  private volatile boolean recovered;
  private volatile boolean closed;

  private FileJournal(
      JournalStorage storage,
      JournalIdentity identity,
      JournalSettings settings,
      Executor executor,
      Closeable lock) {
    this.storage = storage;
    this.identity = identity;
    this.settings = settings;
    this.executor = executor;
    this.lock = lock;
    this.failStop = new FailStop(storage.location());
  }

  /**
   * Takes a directory, which is created if needed, for this process.
   *
   * @param executor runs the syncs that {@link #durable} asks for, and completes its stages
   * @throws DsmException.Fatal if another process or another journal of this process holds it
   */
  public static FileJournal open(
      Path directory, JournalIdentity identity, JournalSettings settings, Executor executor) {
    try {
      return open(FileStorage.createIn(directory), identity, settings, executor);
    } catch (IOException e) {
      throw Damage.unreadable(directory.toString(), e);
    }
  }

  /** The same on any storage; for simulation. */
  public static FileJournal open(
      JournalStorage storage,
      JournalIdentity identity,
      JournalSettings settings,
      Executor executor) {
    try {
      Closeable lock = storage.lock(identity.toString());
      return new FileJournal(storage, identity, settings, executor, lock);
    } catch (StorageLockedException e) {
      throw Damage.locked(storage.location(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Damage.unreadable(storage.location(), e);
    }
  }

  @Override
  public Recovery recover(RecordVisitor visitor) {
    lifecycle.lock();
    try {
      if (recovered || closed) {
        throw new DsmException.Rejected(
            "Journal %s: recover may be called once, on an open journal; open it again."
                .formatted(storage.location()));
      }
      recovered = true;
      JournalScan.Result scan = new JournalScan(storage, identity, visitor).run();
      OpenJournal journal =
          OpenJournal.after(
              scan, new OpenJournal.Site(storage, identity, settings, executor, failStop));
      open = journal;
      return new Recovery(
          scan.checkpointRecords(), scan.records(), scan.lastRecord(), scan.tornBytes());
    } catch (DsmException.Fatal e) {
      failStop.refuse(e);
      throw e;
    } catch (IOException e) {
      throw failStop.fail("recovery", e);
    } finally {
      lifecycle.unlock();
    }
  }

  private OpenJournal open() {
    OpenJournal journal = open;
    if (journal == null || closed) {
      failStop.check();
      throw new DsmException.Rejected(
          "Journal %s: %s; nothing was done."
              .formatted(
                  storage.location(),
                  closed ? "it is closed" : "recover() must have succeeded before anything else"));
    }
    return journal;
  }

  @Override
  public long append(int kind, byte[] payload) {
    RecordLimits.check(kind, payload, settings.maxRecordBytes());
    return open().commit().append(kind, payload);
  }

  @Override
  public void sync() {
    open().commit().sync();
  }

  @Override
  public CompletionStage<Void> durable(long record) {
    return open().commit().durable(record);
  }

  @Override
  public void checkpoint(long record, CheckpointContent content) {
    OpenJournal journal = open();
    checkpoints.lock();
    try {
      journal.checkpoint(record, content);
    } finally {
      checkpoints.unlock();
    }
  }

  @Override
  public void checkpointLater(
      CheckpointContent content, Consumer<@Nullable RuntimeException> done) {
    OpenJournal journal = open();
    long record = journal.commit().last();
    if (!settings.fsync()) {
      // So that no record that is still needed is in a segment with those of the checkpoint, which
      // would have to be synced with them.
      journal.commit().rotate();
    }
    try {
      executor.execute(() -> done.accept(failureOf(journal, record, content)));
    } catch (RejectedExecutionException closing) {
      done.accept(null); // The records are all there.
    }
  }

  private @Nullable RuntimeException failureOf(
      OpenJournal journal, long record, CheckpointContent content) {
    checkpoints.lock();
    try {
      if (!closed && !journal.isBehindCheckpoint(record)) {
        journal.checkpoint(record, content);
      }
      return null;
    } catch (RuntimeException e) {
      return e;
    } finally {
      checkpoints.unlock();
    }
  }

  @Override
  public long lastRecord() {
    return open().commit().last();
  }

  @Override
  public long bytesSinceCheckpoint() {
    return open().bytesSinceCheckpoint();
  }

  /** How the journal is; never blocks on the disk, may be called at any time. */
  public JournalCondition condition() {
    OpenJournal journal = open;
    DsmException.Fatal failure = failStop.failure();
    return OpenJournal.condition(
        storage.location(), settings, journal, failure == null ? null : failure.getMessage());
  }

  /** Makes everything durable, unless the journal has failed, and lets go of the directory. */
  @Override
  public void close() {
    lifecycle.lock();
    checkpoints.lock();
    try {
      if (closed) {
        return;
      }
      OpenJournal journal = open;
      closed = true;
      try (lock) {
        if (journal != null) {
          journal.close();
        }
      }
    } catch (IOException e) {
      throw failStop.fail("closing", e);
    } finally {
      checkpoints.unlock();
      lifecycle.unlock();
    }
  }
}
