// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.durable;

import io.dsm.DsmException;
import io.dsm.core.engine.JournalState;
import io.dsm.core.replication.Operation;
import io.dsm.spi.journal.Journal;
import io.dsm.spi.time.Timers;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content journal while the node serves. Records are copied into the buffer of the journal; one
 * sync serves all that was appended before it. What nobody waits for is synced soon after. When
 * more waits than the buffer should hold, the engine is told to take no more, so that an append
 * never has to wait for the disk.
 */
final class ContentJournal implements ChangeJournal {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  /** What nobody waits for is synced that much later, so that neighbours share the sync. */
  private static final long LINGER_NANOS = 10_000_000;

  /** Bytes that may wait to be synced; half of what the buffer holds. */
  static final long BEHIND_BYTES = 1 << 20;

  private static final int RECORD_HEADER = 28;

  private final Journal journal;
  private final Catalogue catalogue;
  private final Timers timers;
  private final Consumer<JournalState> listener;
  private final Runnable synced;
  private final AtomicBoolean watching = new AtomicBoolean();
  private final AtomicBoolean behind = new AtomicBoolean();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private volatile long appendedBytes;
  private volatile long syncedBytes;
  private volatile long lastRecord;
  private volatile boolean closed;

  /** Number of the last change taken: by the loop only. */
  private long lastNumber;

  /**
   * @param journal recovered
   * @param listener is told when changes are taken or refused other than before
   * @param synced runs after a sync, on the journal's executor
   */
  ContentJournal(
      Journal journal,
      Catalogue catalogue,
      Timers timers,
      Consumer<JournalState> listener,
      Runnable synced) {
    this.journal = journal;
    this.catalogue = catalogue;
    this.timers = timers;
    this.listener = listener;
    this.synced = synced;
    this.lastRecord = journal.lastRecord();
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  public void persist(long number, Operation operation) {
    if (closed || failure.get() != null) {
      return;
    }
    try {
      Integer collection = catalogue.number(operation.tag().address());
      if (collection == null) {
        throw new DsmException.Fatal(operation.tag().address() + " was not declared before");
      }
      byte[] payload = ContentFormat.operation(collection, operation);
      lastRecord = journal.append(ContentFormat.kind(operation), payload);
      lastNumber = number;
      appendedBytes += payload.length + RECORD_HEADER;
    } catch (RuntimeException e) {
      fail("a change of key '" + operation.key() + "' was not written", e);
      return;
    }
    watchAppended();
  }

  private void watchAppended() {
    if (appendedBytes - syncedBytes > BEHIND_BYTES && behind.compareAndSet(false, true)) {
      listener.accept(new JournalState.Behind());
      watching.set(true);
      watch();
    } else if (!watching.get() && watching.compareAndSet(false, true)) {
      timers.after(LINGER_NANOS, this::watch);
    }
  }

  @Override
  public void whenDurable(long number, Runnable then, Consumer<DsmException> otherwise) {
    CompletionStage<Void> durable;
    try {
      if (number > lastNumber) {
        otherwise.accept(unknown(String.valueOf(failure.get())));
        return;
      }
      // Other records may have come between: this one is never too early.
      durable = journal.durable(lastRecord - (lastNumber - number));
    } catch (DsmException e) {
      otherwise.accept(unknown(String.valueOf(e.getMessage())));
      return;
    }
    durable.whenComplete(
        (done, error) -> {
          if (error == null) {
            then.run();
          } else {
            fail("a sync failed", error);
            otherwise.accept(unknown(String.valueOf(failure.get())));
          }
        });
  }

  private static DsmException.Indeterminate unknown(String why) {
    return new DsmException.Indeterminate(
        "the change was applied on this node, and peers may have it, but the journal did not"
            + " confirm it: "
            + why
            + "; it may or may not survive a restart; making it again is harmless for registers,"
            + " read before making it again for CRDTs");
  }

  /** Asks for a sync of all that was appended so far. */
  private void watch() {
    watching.set(false);
    long bytes = appendedBytes; // Before the record: never more than it stands for.
    try {
      journal
          .durable(lastRecord)
          .whenComplete(
              (done, error) -> {
                if (error == null) {
                  synced(bytes);
                } else {
                  fail("a sync failed", error);
                }
              });
    } catch (DsmException e) {
      fail("a sync failed", e);
    }
  }

  private void synced(long bytes) {
    syncedBytes = Math.max(syncedBytes, bytes);
    if (behind.get()
        && appendedBytes - syncedBytes < BEHIND_BYTES / 2
        && behind.compareAndSet(true, false)) {
      listener.accept(new JournalState.Accepting());
    }
    synced.run();
  }

  /** The first failure ends the taking of changes. */
  void fail(String what, Throwable cause) {
    if (closed) {
      return;
    }
    String reason =
        what
            + ": "
            + cause.getMessage()
            + "; durable collections of this node refuse changes until it is restarted; others go"
            + " on";
    if (failure.compareAndSet(null, reason)) {
      LOG.log(Level.ERROR, "the content journal has failed: " + reason, cause);
      listener.accept(new JournalState.Failed(reason));
    }
  }

  /** Why changes are refused; null if they are not. */
  @Nullable String failure() {
    return failure.get();
  }

  /** No more changes are taken. */
  void close() {
    closed = true;
  }
}
