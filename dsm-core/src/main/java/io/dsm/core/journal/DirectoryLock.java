// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One opener per directory. The operating system's lock on {@value #LOCK} keeps other processes out
 * and vanishes with the process. A system property keeps out other openers of this virtual machine,
 * whatever class loader they come from: closing a second descriptor of the lock file would silently
 * drop the first one's lock, so they must not even open it. The owner's name lies in a file of its
 * own for the same reason.
 */
final class DirectoryLock implements Closeable {

  static final String LOCK = "journal.lock";
  static final String OWNER = "journal.owner";

  private final Path directory;
  private final String property;
  private final FileChannel channel;

  private DirectoryLock(Path directory, String property, FileChannel channel) {
    this.directory = directory;
    this.property = property;
    this.channel = channel;
  }

  static DirectoryLock acquire(Path directory, String owner) throws IOException {
    String property = "io.dsm.journal.lock:" + directory;
    String me = "process %d, %s".formatted(ProcessHandle.current().pid(), owner);
    Object holder = System.getProperties().putIfAbsent(property, me);
    if (holder != null) {
      throw new StorageLockedException(holder + ", inside this same virtual machine");
    }
    @Nullable FileChannel channel = null;
    boolean locked = false;
    try {
      channel = openLockFile(directory);
      if (tryLock(channel) == null) {
        throw new StorageLockedException(probableOwner(directory));
      }
      Files.writeString(directory.resolve(OWNER), me);
      locked = true;
      return new DirectoryLock(directory, property, channel);
    } finally {
      if (!locked) {
        System.clearProperty(property);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static FileChannel openLockFile(Path directory) throws IOException {
    return FileChannel.open(
        directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String probableOwner(Path directory) {
    String text = "";
    try {
      text = Files.readString(directory.resolve(OWNER)).strip();
    } catch (IOException e) {
      // The holder is just starting; the refusal itself stands.
    }
    return text.isEmpty()
        ? "another process that left no name"
        : text.substring(0, Math.min(text.length(), 300));
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      Files.deleteIfExists(directory.resolve(OWNER));
    } finally {
      try {
        channel.close();
      } finally {
        System.clearProperty(property);
      }
    }
  }
}
