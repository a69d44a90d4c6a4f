// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.spi.journal.Journal;
import org.jspecify.annotations.Nullable;

/** The place of one journal, which outlives the journals opened there. One opener at a time. */
public interface JournalHome {

  /** Where it is, for messages. */
  String location();

  /**
   * Takes the place and opens the journal there, to be recovered by the caller.
   *
   * @throws io.dsm.DsmException.Fatal if another process holds it
   */
  Journal open();

  /**
   * Reads everything and says in words what of it is damaged other than at an unfinished end; null
   * if nothing is. Changes nothing. To be called between {@link #open} and its recovery.
   */
  @Nullable String damage();

  /**
   * Renames everything there, so that the next {@link #open} begins anew. The journal is closed.
   *
   * @return where it is now
   */
  String setAside();

  /** How the journal opened last is. */
  JournalCondition condition();
}
