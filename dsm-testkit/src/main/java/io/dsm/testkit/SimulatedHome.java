// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.core.journal.FileJournal;
import io.dsm.core.journal.JournalCondition;
import io.dsm.core.journal.JournalHome;
import io.dsm.core.journal.JournalIdentity;
import io.dsm.core.journal.JournalSettings;
import io.dsm.spi.journal.Journal;
import org.jspecify.annotations.Nullable;

/** The place of the content journal on a simulated disk, for one life. */
final class SimulatedHome implements JournalHome {

  /** Small, so that segments are closed and reserves given up within a test. */
  static final JournalSettings SETTINGS =
      JournalSettings.defaults()
          .withSegmentBytes(32 << 10)
          .withBufferBytes(32 << 10)
          .withMaxRecordBytes(1 << 20)
          .withReserveBytes(4 << 10);

  private final SimulatedStorage storage;
  private final JournalIdentity identity;
  private @Nullable FileJournal journal;

  SimulatedHome(SimulatedStorage storage, JournalIdentity identity) {
    this.storage = storage;
    this.identity = identity;
  }

  @Override
  public String location() {
    return storage.location();
  }

  /** Syncs on the one thread there is: callers of blocking operations wait for them. */
  @Override
  public Journal open() {
    FileJournal opened = FileJournal.open(storage, identity, SETTINGS, Runnable::run);
    journal = opened;
    return opened;
  }

  /**
   * Power cuts tear the end of a file only; if recovery finds more than that, it says so itself.
   */
  @Override
  public @Nullable String damage() {
    return null;
  }

  @Override
  public String setAside() {
    throw new IllegalStateException(location() + " is not damaged");
  }

  @Override
  public JournalCondition condition() {
    FileJournal opened = journal;
    if (opened == null) {
      throw new IllegalStateException("no journal was opened at " + location());
    }
    return opened.condition();
  }
}
