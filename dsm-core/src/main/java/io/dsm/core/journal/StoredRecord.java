// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

/**
 * A record as it lies on disk; see {@link RecordFormat}.
 *
 * @param crc its own CRC32C, the chain value of the next one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying every payload would cost.
record StoredRecord(
    int kind, byte flags, long sequence, int chain, int notDurable, byte[] payload, int crc) {

  /** Number of the last record that was durable when this one was made; 0 if it does not say. */
  long witnessed() {
    return notDurable == RecordFormat.NO_WITNESS ? 0 : sequence - notDurable;
  }
}
