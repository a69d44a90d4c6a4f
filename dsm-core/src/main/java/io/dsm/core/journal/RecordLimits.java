// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;

/** What may be appended. */
final class RecordLimits {

  private RecordLimits() {}

  static void check(int kind, byte[] payload, int maxPayload) {
    if (kind < 0 || kind > 255) {
      throw new DsmException.Rejected(
          "Journal: record kind %d is outside 0 to 255; nothing was appended.".formatted(kind));
    }
    if (payload.length > maxPayload) {
      throw new DsmException.Rejected(
          ("Journal: a record of %d bytes exceeds the limit of %d; nothing was appended. Split it or"
                  + " raise maxRecordBytes.")
              .formatted(payload.length, maxPayload));
    }
  }
}
