// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;

/**
 * Bounds and switches of a {@link FileJournal}.
 *
 * @param segmentBytes a segment is closed once it holds this many bytes
 * @param bufferBytes appended bytes kept in memory before they are handed to the operating system;
 *     twice this much memory is held
 * @param maxRecordBytes longest payload, at most {@value RecordFormat#MAX_PAYLOAD}
 * @param reserveBytes size of the file that is given up when the disk is full; 0 for none
 * @param fsync false trades safety against power loss for speed; a killed process still loses
 *     nothing that was flushed
 */
public record JournalSettings(
    long segmentBytes, int bufferBytes, int maxRecordBytes, long reserveBytes, boolean fsync) {

  /** Checks the ranges. */
  public JournalSettings {
    require(segmentBytes >= 1, "segmentBytes must be positive, is " + segmentBytes);
    require(bufferBytes >= 256, "bufferBytes must be at least 256, is " + bufferBytes);
    require(
        maxRecordBytes >= 1 && maxRecordBytes <= RecordFormat.MAX_PAYLOAD,
        "maxRecordBytes must be 1 to %d, is %d"
            .formatted(RecordFormat.MAX_PAYLOAD, maxRecordBytes));
    require(reserveBytes >= 0, "reserveBytes must not be negative, is " + reserveBytes);
  }

  /** 16 MiB segments, 256 KiB buffers, records up to 8 MiB, 4 MiB reserve, fsync on. */
  public static JournalSettings defaults() {
    return new JournalSettings(16 << 20, 256 << 10, 8 << 20, 4 << 20, true);
  }

  public JournalSettings withSegmentBytes(long bytes) {
    return new JournalSettings(bytes, bufferBytes, maxRecordBytes, reserveBytes, fsync);
  }

  public JournalSettings withBufferBytes(int bytes) {
    return new JournalSettings(segmentBytes, bytes, maxRecordBytes, reserveBytes, fsync);
  }

  public JournalSettings withMaxRecordBytes(int bytes) {
    return new JournalSettings(segmentBytes, bufferBytes, bytes, reserveBytes, fsync);
  }

  public JournalSettings withReserveBytes(long bytes) {
    return new JournalSettings(segmentBytes, bufferBytes, maxRecordBytes, bytes, fsync);
  }

  public JournalSettings withFsync(boolean on) {
    return new JournalSettings(segmentBytes, bufferBytes, maxRecordBytes, reserveBytes, on);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new DsmException.Rejected("Journal settings: " + message + ".");
    }
  }
}
