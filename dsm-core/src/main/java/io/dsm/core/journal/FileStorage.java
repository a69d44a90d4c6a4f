// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A directory of the real file system. */
final class FileStorage implements JournalStorage {

  private final Path directory;

  private FileStorage(Path directory) {
    this.directory = directory;
  }

  /** Creates the directory if needed. */
  static FileStorage createIn(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    boolean existed = Files.isDirectory(absolute);
    Files.createDirectories(absolute);
    Path parent = absolute.getParent();
    if (!existed && parent != null) {
      sync(parent);
    }
    return new FileStorage(absolute.toRealPath());
  }

  /** An existing directory. */
  static FileStorage at(Path directory) throws IOException {
    return new FileStorage(directory.toRealPath());
  }

  @Override
  public String location() {
    return directory.toString();
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).map(p -> p.getFileName().toString()).toList();
    }
  }

  @Override
  public StorageFile create(String name) throws IOException {
    return channel(
        name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public StorageFile open(String name) throws IOException {
    return channel(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public StorageFile openForReading(String name) throws IOException {
    return channel(name, StandardOpenOption.READ);
  }

  private StorageFile channel(String name, OpenOption... options) throws IOException {
    return new ChannelFile(
        AsynchronousFileChannel.open(
            directory.resolve(name), Set.of(options), InlineExecutor.INSTANCE));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        directory.resolve(from),
        directory.resolve(to),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public void syncDirectory() throws IOException {
    sync(directory);
  }

  private static void sync(Path directory) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // Names are durable with the file there; a directory cannot be opened.
    }
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(
            directory, Set.of(StandardOpenOption.READ), InlineExecutor.INSTANCE)) {
      channel.force(true);
    }
  }

  @Override
  public Closeable lock(String owner) throws IOException {
    return DirectoryLock.acquire(directory, owner);
  }
}
