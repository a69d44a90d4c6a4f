// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;

/** What the state machine answers to an envelope. */
sealed interface Verdict {

  /** Largest encoded outcome or answer. */
  int BYTES = 128 * 1024;

  /** The command was applied, now or when it came first. */
  @SuppressWarnings("ArrayRecordComponent") // opaque, never compared or changed
  record Applied(byte[] outcome) implements Verdict {}

  /** The session has said that it does not wait for this command any more; not applied now. */
  record Forgotten() implements Verdict {}

  /** The member has gone or lives a later life; not applied now. */
  record SessionEnded() implements Verdict {}

  /** The bytes are no command; not applied. */
  record Unreadable() implements Verdict {}

  static byte[] encode(Verdict verdict) {
    return switch (verdict) {
      case Applied(var outcome) ->
          new ByteSink(5 + outcome.length).byteOf(1).blob(outcome).toBytes();
      case Forgotten() -> new byte[] {2};
      case SessionEnded() -> new byte[] {3};
      case Unreadable() -> new byte[] {4};
    };
  }

  /** Raises {@link IllegalArgumentException} for anything but an encoded verdict. */
  static Verdict decode(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    int tag = source.byteOf();
    return switch (tag) {
      case 1 -> source.end(new Applied(source.blob(BYTES)));
      case 2 -> source.end(new Forgotten());
      case 3 -> source.end(new SessionEnded());
      case 4 -> source.end(new Unreadable());
      default -> throw new IllegalArgumentException("unknown verdict " + tag);
    };
  }
}
