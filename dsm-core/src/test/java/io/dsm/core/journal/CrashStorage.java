// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.core.journal.CrashFile.Change;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A directory in memory that forgets what a real one may forget: content until the file is synced,
 * names until the directory is. The power can be cut during any operation that changes something;
 * what then survives of the unsynced changes is up to a {@link Survival}.
 */
final class CrashStorage implements JournalStorage {

  /** The power is gone. */
  static final class PowerCut extends IOException {
    private static final long serialVersionUID = 1L;

    PowerCut() {
      super("power cut");
    }
  }

  private final Map<String, CrashFile> names = new HashMap<>();
  private final Map<String, CrashFile> durableNames = new HashMap<>();
  private final List<Consumer<Map<String, CrashFile>>> pendingNames = new ArrayList<>();
  private final List<String> trace = new ArrayList<>();
  private int cutAt = Integer.MAX_VALUE;
  private int failingSync = Integer.MAX_VALUE;
  private int syncs;
  private long space = Long.MAX_VALUE;
  private boolean lying;
  private boolean locked;

  static CrashStorage of(Map<String, byte[]> content) {
    CrashStorage storage = new CrashStorage();
    content.forEach((name, bytes) -> storage.names.put(name, new CrashFile(bytes)));
    storage.durableNames.putAll(storage.names);
    return storage;
  }

  /** Cuts the power during the n-th operation from 0. */
  CrashStorage cutAt(int operation) {
    cutAt = operation;
    return this;
  }

  /**
   * The process was killed, not the machine: what it wrote is visible, but no more durable than
   * before. The power goes during the n-th operation from now.
   */
  CrashStorage afterKill(int operation) {
    locked = false;
    cutAt = trace.size() + operation;
    return this;
  }

  /** From now on syncs claim success and do nothing. */
  CrashStorage lying() {
    lying = true;
    return this;
  }

  /** Lets the n-th sync of a file from 0, and only that, fail; what it was for is not written. */
  CrashStorage failSync(int number) {
    failingSync = number;
    return this;
  }

  /** Bytes that all files together may have. */
  CrashStorage space(long bytes) {
    space = bytes;
    return this;
  }

  int syncs() {
    return syncs;
  }

  List<String> trace() {
    return List.copyOf(trace);
  }

  Map<String, byte[]> content() {
    Map<String, byte[]> content = new HashMap<>();
    names.forEach((name, file) -> content.put(name, file.visible().clone()));
    return content;
  }

  /** The directory as found when the power is back. */
  CrashStorage afterPowerCut(Survival survival) {
    Map<String, CrashFile> survivors = new HashMap<>(durableNames);
    int kept = survival.names(pendingNames.size());
    for (int i = 0; i < kept; i++) {
      if (!survival.loseName()) {
        pendingNames.get(i).accept(survivors);
      }
    }
    Map<String, byte[]> content = new HashMap<>();
    survivors.forEach((name, file) -> content.put(name, file.after(survival)));
    return of(content);
  }

  private void step(String what, Runnable effect) throws IOException {
    alive();
    trace.add(what);
    effect.run(); // Also during the cut: whether it survives is decided afterwards.
    alive();
  }

  private void alive() throws PowerCut {
    if (trace.size() > cutAt) {
      throw new PowerCut();
    }
  }

  private void stepName(String what, Consumer<Map<String, CrashFile>> change) throws IOException {
    step(
        what,
        () -> {
          change.accept(names);
          pendingNames.add(change);
        });
  }

  @Override
  public String location() {
    return "/crash";
  }

  @Override
  public synchronized List<String> list() throws IOException {
    alive();
    return List.copyOf(names.keySet());
  }

  @Override
  public synchronized StorageFile create(String name) throws IOException {
    if (names.containsKey(name)) {
      throw new IOException("exists: " + name);
    }
    CrashFile file = new CrashFile(new byte[0]);
    stepName("create " + name, map -> map.put(name, file));
    return new Handle(name, file);
  }

  @Override
  public synchronized StorageFile open(String name) throws IOException {
    alive();
    CrashFile file = names.get(name);
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return new Handle(name, file);
  }

  @Override
  public StorageFile openForReading(String name) throws IOException {
    return open(name);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    CrashFile file = names.get(from);
    stepName(
        "rename " + from + " " + to,
        map -> {
          map.remove(from, file);
          map.put(to, file);
        });
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    if (names.containsKey(name)) {
      stepName("delete " + name, map -> map.remove(name));
    }
  }

  @Override
  public synchronized void syncDirectory() throws IOException {
    alive();
    trace.add("sync directory");
    alive();
    if (!lying) {
      durableNames.clear();
      durableNames.putAll(names);
      pendingNames.clear();
    }
  }

  @Override
  public synchronized Closeable lock(String owner) throws IOException {
    if (locked) {
      throw new StorageLockedException("somebody");
    }
    locked = true;
    return () -> locked = false;
  }

  private void reserve(CrashFile file, long end) throws IOException {
    long used = names.values().stream().mapToLong(f -> f.visible().length).sum();
    if (used + Math.max(0, end - file.visible().length) > space) {
      throw new StorageFullException("full", new IOException("full"));
    }
  }

  private final class Handle implements StorageFile {
    private final String name;
    private final CrashFile file;

    Handle(String name, CrashFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public void write(long position, ByteBuffer source) throws IOException {
      synchronized (CrashStorage.this) {
        reserve(file, position + source.remaining());
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        step(
            "write " + name + " " + bytes.length,
            () -> file.change(new Change.Write(position, bytes)));
      }
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      synchronized (CrashStorage.this) {
        alive();
        return file.read(position, target);
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (CrashStorage.this) {
        alive();
        return file.visible().length;
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (CrashStorage.this) {
        step("truncate " + name, () -> file.change(new Change.Truncate(size)));
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (CrashStorage.this) {
        alive();
        trace.add("sync " + name);
        alive();
        if (syncs++ == failingSync) {
          file.failSync();
          throw new IOException("injected failure of a sync");
        }
        if (!lying) {
          file.sync();
        }
      }
    }

    @Override
    public void close() {
      // Nothing to let go of.
    }
  }
}
