// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.types.register.RegisterRecord;

/** Arithmetic of wall times that does not overflow. */
final class Lifetimes {

  private Lifetimes() {}

  /** When something ends that begins now; never {@link RegisterRecord#NEVER}. */
  static long end(long nowMillis, long lifetimeMillis) {
    long end = nowMillis + lifetimeMillis;
    return end < nowMillis || end == RegisterRecord.NEVER ? RegisterRecord.NEVER - 1 : end;
  }

  static boolean isOver(long expiresAtMillis, long nowMillis) {
    return expiresAtMillis != RegisterRecord.NEVER && expiresAtMillis <= nowMillis;
  }
}
