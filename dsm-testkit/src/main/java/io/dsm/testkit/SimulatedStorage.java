// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.core.journal.JournalStorage;
import io.dsm.core.journal.StorageFile;
import io.dsm.core.journal.StorageFullException;
import io.dsm.core.journal.StorageLockedException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One directory of a simulated disk. It forgets what a real one may forget when the power goes:
 * content until the file is synced, names until the directory is. A new life mounts it anew;
 * whatever an earlier life still holds of it fails.
 */
final class SimulatedStorage implements JournalStorage {

  /** A segment as long as this holds records that were written one after another. */
  private static final int SEGMENT_BYTES_MIN = 4_096;

  private final String location;
  private final VirtualTime time;
  private final Faulty faults;
  private final List<Consumer<Map<String, SimulatedFile>>> pendingNames;
  private Map<String, SimulatedFile> names;
  private Map<String, SimulatedFile> durableNames;
  private boolean mounted = true;
  private boolean locked;
  private final Set<String> read = new HashSet<>();

  /** What is wrong with a disk. */
  static final class Faulty {
    /** Whether the next sync of a file fails. */
    boolean failsSync;

    /** Whether no byte more fits. */
    boolean full;
  }

  SimulatedStorage(String location, VirtualTime time, Faulty faults) {
    this(location, time, faults, new TreeMap<>());
  }

  private SimulatedStorage(
      String location, VirtualTime time, Faulty faults, Map<String, SimulatedFile> names) {
    this.location = location;
    this.time = time;
    this.faults = faults;
    this.names = names;
    this.durableNames = new TreeMap<>(names);
    this.pendingNames = new ArrayList<>();
  }

  /** The same directory for the next life. */
  SimulatedStorage remount(boolean powerLost) {
    mounted = false;
    if (!powerLost) {
      SimulatedStorage next = new SimulatedStorage(location, time, faults, names);
      next.durableNames = durableNames;
      next.pendingNames.addAll(pendingNames);
      return next;
    }
    int kept = pendingNames.isEmpty() ? 0 : time.random().nextInt(pendingNames.size() + 1);
    Map<String, SimulatedFile> left = new TreeMap<>(durableNames);
    pendingNames.subList(0, kept).forEach(change -> change.accept(left));
    left.replaceAll((name, file) -> file.afterPowerCut(time));
    return new SimulatedStorage(location, time, faults, left);
  }

  /** The same content, durable, on another disk. */
  SimulatedStorage copy(String place, Faulty itsFaults) {
    Map<String, SimulatedFile> copies = new TreeMap<>();
    names.forEach((name, file) -> copies.put(name, file.copy()));
    return new SimulatedStorage(place, time, itsFaults, copies);
  }

  /**
   * Turns the bits of one byte in the first quarter of some file of records; the same place again
   * turns them back. Short segments are spared: what stands close to the end of the last one may be
   * taken for the torn end of a write that nobody was promised.
   *
   * @return the name of the file; empty if there is none
   */
  Optional<String> flip(long place) {
    List<Map.Entry<String, SimulatedFile>> files =
        names.entrySet().stream()
            .filter(
                entry ->
                    entry.getKey().matches("checkpoint-\\d+") && entry.getValue().length() > 3
                        || entry.getKey().matches("segment-\\d+")
                            && entry.getValue().durableLength() >= SEGMENT_BYTES_MIN)
            .toList();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    var chosen = files.get((int) Long.remainderUnsigned(place, files.size()));
    SimulatedFile file = chosen.getValue();
    file.flip((int) Long.remainderUnsigned(place >>> 16, file.length() / 4));
    return Optional.of(chosen.getKey());
  }

  /** Whether a file has been opened for reading in this life. */
  boolean hasRead(String name) {
    return read.contains(name);
  }

  private void alive() throws IOException {
    if (!mounted) {
      throw new IOException(location + " belongs to a later life of the node");
    }
  }

  private void change(Consumer<Map<String, SimulatedFile>> change) throws IOException {
    alive();
    change.accept(names);
    pendingNames.add(change);
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public List<String> list() throws IOException {
    alive();
    return List.copyOf(names.keySet());
  }

  @Override
  public StorageFile create(String name) throws IOException {
    if (names.containsKey(name)) {
      throw new IOException("exists: " + name);
    }
    SimulatedFile file = new SimulatedFile(new byte[0]);
    change(map -> map.put(name, file));
    return new Handle(file);
  }

  @Override
  public StorageFile open(String name) throws IOException {
    alive();
    SimulatedFile file = names.get(name);
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return new Handle(file);
  }

  @Override
  public StorageFile openForReading(String name) throws IOException {
    read.add(name);
    return open(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    SimulatedFile file = names.get(from);
    if (file == null) {
      throw new FileNotFoundException(from);
    }
    change(
        map -> {
          map.remove(from, file);
          map.put(to, file);
        });
  }

  @Override
  public void delete(String name) throws IOException {
    if (names.containsKey(name)) {
      change(map -> map.remove(name));
    }
  }

  @Override
  public void syncDirectory() throws IOException {
    alive();
    durableNames = new TreeMap<>(names);
    pendingNames.clear();
  }

  @Override
  public Closeable lock(String owner) throws IOException {
    alive();
    if (locked) {
      throw new StorageLockedException(owner);
    }
    locked = true;
    return () -> locked = false;
  }

  /** An open file. */
  private final class Handle implements StorageFile {
    private final SimulatedFile file;

    Handle(SimulatedFile file) {
      this.file = file;
    }

    @Override
    public void write(long position, ByteBuffer source) throws IOException {
      alive();
      if (faults.full && position + source.remaining() > file.length()) {
        throw new StorageFullException(location, new IOException("No space left on device"));
      }
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      file.write((int) position, bytes);
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      alive();
      return file.read((int) position, target);
    }

    @Override
    public long size() throws IOException {
      alive();
      return file.length();
    }

    @Override
    public void truncate(long size) throws IOException {
      alive();
      file.truncate((int) size);
    }

    @Override
    public void sync() throws IOException {
      alive();
      if (faults.failsSync) {
        faults.failsSync = false;
        file.failSync();
        throw new IOException("Input/output error");
      }
      file.sync();
    }

    @Override
    public void close() {
      // Nothing to let go of.
    }
  }
}
