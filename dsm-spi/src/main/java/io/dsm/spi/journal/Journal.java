// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.journal;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only sequence of records, numbered from 1 without gaps. Thread-safe; appends of one
 * thread keep their order.
 *
 * <p>Life: {@link #recover} exactly once, then the rest. After the first failed write or sync every
 * operation fails with {@link io.dsm.DsmException.Fatal}: the file is never trusted again in this
 * life.
 */
public interface Journal extends AutoCloseable {

  /**
   * Reads back the last checkpoint, if any, then every surviving record after it, in order.
   *
   * @return what was found out on the way
   * @throws io.dsm.DsmException.Fatal if something other than an unfinished tail is damaged;
   *     nothing is changed on disk then, and what the visitor was given must be thrown away. Close
   *     the journal all the same: it holds its directory
   */
  Recovery recover(RecordVisitor visitor);

  /**
   * Appends a record. Returns before it is durable; costs no system call unless a buffer is full.
   *
   * @param kind chosen by the caller, 0 to 255
   * @param payload is copied
   * @return the number of the record
   * @throws io.dsm.DsmException.Rejected if the kind or the length is out of bounds; nothing was
   *     appended then
   */
  long append(int kind, byte[] payload);

  /**
   * Blocks until everything appended before is durable. Concurrent calls share one sync. An
   * interrupt neither ends the wait nor harms the journal.
   */
  void sync();

  /**
   * Completes when the record of that number is durable; many share one sync (group commit). Never
   * blocks, unless the executor that the journal was given runs its tasks on the caller; what is
   * attached to the stage runs on that executor, or on the caller if the record is durable already.
   * Completes with {@link io.dsm.DsmException.Fatal} if the journal fails first.
   *
   * @throws io.dsm.DsmException.Rejected if no such record was appended
   */
  CompletionStage<Void> durable(long record);

  /**
   * Writes a checkpoint that stands for all records up to and including {@code record}, makes it
   * durable, then forgets those records. Atomic: after a crash either the old or the new state is
   * recovered. Blocks; appending may go on meanwhile. If the content throws, or there is no space
   * ({@link io.dsm.DsmException.Unavailable}), the journal goes on as if it had not been called.
   *
   * @param record from the last checkpoint's to {@link #lastRecord}
   */
  void checkpoint(long record, CheckpointContent content);

  /**
   * Has a checkpoint written that stands for all records appended before. May return before it is
   * written, so that whoever appends need not wait for the disk; until then recovery finds the
   * records.
   *
   * @param content may be asked on another thread; says the same whenever it is asked
   * @param done told on any thread, perhaps before this returns, when it is written, with null; or
   *     with what {@link #checkpoint} would have thrown
   */
  default void checkpointLater(
      CheckpointContent content, Consumer<@Nullable RuntimeException> done) {
    RuntimeException failure = null;
    try {
      checkpoint(lastRecord(), content);
    } catch (RuntimeException e) {
      failure = e;
    }
    done.accept(failure);
  }

  /** Number of the last appended record; 0 if none was ever appended. */
  long lastRecord();

  /** Bytes that {@link #checkpoint} could free. */
  long bytesSinceCheckpoint();

  /** Makes everything durable and lets go of the files. Idempotent. */
  @Override
  void close();

  /** Takes records while recovering. */
  @FunctionalInterface
  interface RecordVisitor {
    /**
     * One record.
     *
     * @param record its number; 0 for records of the checkpoint
     */
    void visit(long record, int kind, byte[] payload);
  }

  /** Produces the records of a checkpoint. */
  @FunctionalInterface
  interface CheckpointContent {
    void writeTo(CheckpointSink sink);
  }

  /** Takes the records of a checkpoint. */
  @FunctionalInterface
  interface CheckpointSink {
    void append(int kind, byte[] payload);
  }

  /**
   * What recovery found.
   *
   * @param checkpointRecords records read from the checkpoint
   * @param records records read after it
   * @param lastRecord number of the last record
   * @param truncatedBytes bytes of an unfinished tail that were set aside
   */
  record Recovery(long checkpointRecords, long records, long lastRecord, long truncatedBytes) {}
}
