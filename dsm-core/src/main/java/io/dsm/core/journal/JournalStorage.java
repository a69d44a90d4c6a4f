// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One directory, as far as a journal needs it: the smallest surface on which a power cut can be
 * modelled. Names are plain file names. Thread-safe; all calls block.
 */
public interface JournalStorage {

  /** Where it is, for messages. */
  String location();

  /** Names of all files, in no order. */
  List<String> list() throws IOException;

  /**
   * Creates an empty file; fails if it exists. The name is durable after {@link #syncDirectory}.
   */
  StorageFile create(String name) throws IOException;

  /** Opens an existing file for reading and writing. */
  StorageFile open(String name) throws IOException;

  /** Opens an existing file for reading only; never changes the disk. */
  StorageFile openForReading(String name) throws IOException;

  /** Renames atomically, replacing. Durable after {@link #syncDirectory}. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file; no effect if there is none. Durable after {@link #syncDirectory}. */
  void delete(String name) throws IOException;

  /** Makes creations, renames and deletions durable. */
  void syncDirectory() throws IOException;

  /**
   * Takes the directory for this process until the lock is closed.
   *
   * @param owner what to tell another opener
   * @throws StorageLockedException if somebody else holds it
   */
  Closeable lock(String owner) throws IOException;
}
