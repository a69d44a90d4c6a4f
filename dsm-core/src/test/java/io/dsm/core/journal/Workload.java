// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import io.dsm.spi.journal.Journal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of a journal whose whole state is "all numbers up to n", so that any recovered state can
 * be judged: it must be a prefix of what was appended and hold all that was acknowledged.
 */
final class Workload {

  static final JournalIdentity IDENTITY = new JournalIdentity("cluster", "node", "test");
  static final JournalSettings SMALL =
      JournalSettings.defaults().withSegmentBytes(400).withBufferBytes(512).withReserveBytes(0);

  private final List<String> violations = new ArrayList<>();
  private JournalSettings settings = SMALL;
  private long appended;
  private long acknowledged;

  /** From the next {@link #recover} on. Without fsync only checkpoints must survive power cuts. */
  Workload withFsync(boolean on) {
    settings = SMALL.withFsync(on);
    return this;
  }

  static FileJournal open(JournalStorage storage) {
    return FileJournal.open(storage, IDENTITY, SMALL, Runnable::run);
  }

  /** Payload of a record; the length varies, so that records end anywhere in a sector. */
  static byte[] payload(long number) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + (int) (number * 7 % 60));
    bytes.putLong(number);
    while (bytes.hasRemaining()) {
      bytes.put((byte) (number + bytes.position()));
    }
    return bytes.array();
  }

  static int kind(long number) {
    return (int) (number * 31 % 256);
  }

  long appended() {
    return appended;
  }

  long acknowledged() {
    return acknowledged;
  }

  List<String> violations() {
    return violations;
  }

  /** Goes on behind a record, without having judged those before. */
  void startAt(long record) {
    appended = record;
    acknowledged = record;
  }

  /** Another process was told that records are durable, and may have appended more. */
  void claim(long durable) {
    acknowledged = durable;
    appended = Long.MAX_VALUE;
  }

  /** Opens, judges what is there, and goes on with it. */
  FileJournal recover(JournalStorage storage) {
    FileJournal journal = FileJournal.open(storage, IDENTITY, settings, Runnable::run);
    try {
      long[] seen = new long[1];
      Journal.Recovery recovery =
          journal.recover(
              (record, kind, payload) -> {
                seen[0] = judge(seen[0], record, kind, payload);
              });
      if (seen[0] < acknowledged || seen[0] > appended || recovery.lastRecord() != seen[0]) {
        violations.add(
            "recovered up to %d of %d appended, %d acknowledged: %s"
                .formatted(seen[0], appended, acknowledged, recovery));
      }
      appended = seen[0];
      acknowledged = seen[0];
      return journal;
    } catch (DsmException e) {
      journal.close();
      throw e;
    }
  }

  private long judge(long seen, long record, int kind, byte[] payload) {
    long number = ByteBuffer.wrap(payload).getLong();
    if (record == 0) {
      return number; // The checkpoint says: all numbers up to this one.
    }
    boolean right =
        record == number
            && number == seen + 1
            && kind == kind(number)
            && Arrays.equals(payload, payload(number));
    if (!right) {
      violations.add("record %d after %d is not what was appended".formatted(record, seen));
    }
    return number;
  }

  /** The script: at least three segments, two checkpoints, with and without unsynced records. */
  void run(FileJournal journal) {
    append(journal, 1);
    sync(journal);
    append(journal, 4);
    sync(journal);
    append(journal, 12);
    append(journal, 3);
    sync(journal);
    checkpoint(journal, appended - 5);
    append(journal, 8);
    long record = appended - 2;
    if (!journal.durable(record).toCompletableFuture().isCompletedExceptionally()
        && settings.fsync()) {
      acknowledged = record;
    }
    append(journal, 9);
    sync(journal);
    append(journal, 2);
    checkpoint(journal, appended);
    append(journal, 2);
    sync(journal);
    append(journal, 5);
  }

  void append(Journal journal, int count) {
    for (int i = 0; i < count; i++) {
      appended++;
      journal.append(kind(appended), payload(appended));
    }
  }

  void sync(Journal journal) {
    journal.sync();
    if (settings.fsync()) {
      acknowledged = appended;
    }
  }

  void checkpoint(Journal journal, long record) {
    Journal.CheckpointContent content =
        sink -> sink.append(1, ByteBuffer.allocate(8).putLong(record).array());
    if (record == journal.lastRecord()) {
      journal.checkpointLater(content, Workload::raise);
    } else {
      journal.checkpoint(record, content);
    }
    acknowledged = Math.max(acknowledged, record);
  }

  private static void raise(@Nullable RuntimeException failure) {
    if (failure != null) {
      throw failure;
    }
  }
}
