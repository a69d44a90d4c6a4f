// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import java.io.IOException;

/** Words for the refusals of a journal: what, where, consequence, next step. */
final class Damage {

  private static final String NEXT_STEP =
      " Nothing was changed on disk. Records may be lost, so this node must not vote or serve from it:"
          + " keep the directory for inspection, start the node with an empty one and let it rebuild"
          + " from its peers.";

  private Damage() {}

  /** Bytes that had been durable are not what was written. */
  static DsmException.Fatal corrupt(String location, String file, long offset, String why) {
    return new DsmException.Fatal(
        "Journal %s: file %s is damaged at offset %d: %s.%s"
            .formatted(location, file, offset, why, NEXT_STEP),
        new Found());
  }

  /** Something the manifest counts on is not there. */
  static DsmException.Fatal incomplete(String location, String what) {
    return new DsmException.Fatal(
        "Journal %s is incomplete: %s.%s".formatted(location, what, NEXT_STEP), new Found());
  }

  /** Whether a refusal means that durable bytes are damaged or gone, not that all is well kept. */
  static boolean isDamage(DsmException.Fatal refusal) {
    return refusal.getCause() instanceof Found;
  }

  /** Marks refusals of content, as opposed to refusals of whoever opens it. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Found() {
      super("durable bytes are damaged or gone", null, false, false);
    }
  }

  static DsmException.Fatal foreign(
      String location, String file, JournalIdentity found, JournalIdentity expected) {
    return new DsmException.Fatal(
        ("Journal %s: file %s belongs to %s, but this is %s. Nothing was changed on disk. Configure"
                + " the right directory, or an empty one.")
            .formatted(location, file, found, expected));
  }

  static DsmException.Fatal tooNew(String location, String file) {
    return new DsmException.Fatal(
        ("Journal %s: file %s was written by newer software and cannot be read by this one. Nothing"
                + " was changed on disk. Start this node with the newer version.")
            .formatted(location, file));
  }

  static DsmException.Fatal locked(String location, String who) {
    return new DsmException.Fatal(
        ("Journal %s is in use by %s. A journal has one writer, so this node cannot start. Stop the"
                + " other one, or configure another data directory for this node.")
            .formatted(location, who));
  }

  static DsmException.Fatal unreadable(String location, IOException cause) {
    return new DsmException.Fatal(
        ("Journal %s cannot be read: %s. The node cannot start. Check the disk, the mount and the"
                + " permissions, then start again.")
            .formatted(location, cause),
        cause);
  }

  static DsmException.Fatal failed(String location, String during, Throwable cause) {
    return new DsmException.Fatal(
        ("Journal %s failed during %s: %s. Nothing appended since the last success is promised; the"
                + " journal is not used again in this life. Check the disk, then restart the node.")
            .formatted(location, during, cause),
        cause);
  }
}
