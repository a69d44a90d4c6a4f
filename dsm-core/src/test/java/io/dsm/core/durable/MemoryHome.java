// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.durable;

import io.dsm.core.journal.JournalCondition;
import io.dsm.core.journal.JournalHome;
import io.dsm.core.journal.MemoryJournal;
import io.dsm.spi.journal.Journal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disk in memory that survives lives of a node. */
public final class MemoryHome implements JournalHome {

  private MemoryJournal journal = MemoryJournal.retaining();
  private @Nullable String damage;
  private int setAside;

  /** The next life finds what this one left. */
  public MemoryHome unplugged() {
    journal = journal.restart(true);
    return this;
  }

  /** The next life finds damage. */
  public MemoryHome damaged() {
    unplugged();
    damage = "a record is damaged.";
    return this;
  }

  public int timesSetAside() {
    return setAside;
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public Journal open() {
    return journal;
  }

  @Override
  public @Nullable String damage() {
    return damage;
  }

  @Override
  public String setAside() {
    setAside++;
    damage = null;
    journal = MemoryJournal.retaining();
    return "aside";
  }

  @Override
  public JournalCondition condition() {
    return new JournalCondition("memory", false, true, true, false, List.of(), 2, null);
  }
}
