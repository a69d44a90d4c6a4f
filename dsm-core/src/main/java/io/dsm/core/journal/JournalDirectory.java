// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import io.dsm.spi.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A directory of the real file system as the place of a journal. */
public final class JournalDirectory implements JournalHome {

  private static final String DAMAGED = ".damaged-";

  private final Path directory;
  private final JournalIdentity identity;
  private final JournalSettings settings;
  private final Executor executor;
  private volatile @Nullable FileJournal journal;

  /**
   * @param executor runs syncs and completes stages
   */
  public JournalDirectory(
      Path directory, JournalIdentity identity, JournalSettings settings, Executor executor) {
    this.directory = directory.toAbsolutePath().normalize();
    this.identity = identity;
    this.settings = settings;
    this.executor = executor;
  }

  @Override
  public String location() {
    return directory.toString();
  }

  @Override
  public Journal open() {
    FileJournal opened = FileJournal.open(directory, identity, settings, executor);
    journal = opened;
    return opened;
  }

  @Override
  public @Nullable String damage() {
    try {
      new JournalScan(FileStorage.at(directory), identity, (record, kind, payload) -> {}).run();
      return null;
    } catch (DsmException.Fatal e) {
      if (Damage.isDamage(e)) {
        return e.getMessage();
      }
      throw e;
    } catch (IOException e) {
      throw Damage.unreadable(location(), e);
    }
  }

  @Override
  public String setAside() {
    try {
      int n = 1;
      while (Files.exists(directory.resolveSibling(directory.getFileName() + DAMAGED + n))) {
        n++;
      }
      Path aside = directory.resolveSibling(directory.getFileName() + DAMAGED + n);
      Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
      FileStorage.createIn(directory); // Which also makes the new names durable.
      return aside.toString();
    } catch (IOException e) {
      throw Damage.unreadable(location(), e);
    }
  }

  @Override
  public JournalCondition condition() {
    FileJournal opened = journal;
    if (opened == null) {
      throw new IllegalStateException("no journal was opened in " + directory);
    }
    return opened.condition();
  }
}
