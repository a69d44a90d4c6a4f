// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Content of one file of a {@link CrashStorage}: as programs see it, and as the platter has it. */
final class CrashFile {

  /** A change that was not synced yet. */
  sealed interface Change {
    record Write(long position, byte[] bytes) implements Change {}

    record Truncate(long size) implements Change {}
  }

  private byte[] visible;
  private byte[] durable;
  private final List<Change> pending = new ArrayList<>();

  CrashFile(byte[] content) {
    this.visible = content.clone();
    this.durable = content.clone();
  }

  void change(Change change) {
    pending.add(change);
    visible = apply(visible, change);
  }

  void sync() {
    for (Change change : pending) {
      durable = apply(durable, change);
    }
    pending.clear();
  }

  /**
   * As Linux does it: what was to be written stays visible, counts as clean, and is never written
   * unless somebody writes it again.
   */
  void failSync() {
    pending.clear();
  }

  byte[] visible() {
    return visible;
  }

  int read(long position, ByteBuffer target) {
    if (position >= visible.length) {
      return -1;
    }
    int length = (int) Math.min(target.remaining(), visible.length - position);
    target.put(visible, (int) position, length);
    return length;
  }

  /** What the platter may hold after a power cut. */
  byte[] after(Survival survival) {
    byte[] content = durable.clone();
    for (int i = 0; i < pending.size(); i++) {
      for (Change part : survival.parts(pending.get(i), i, pending.size())) {
        content = apply(content, part);
      }
    }
    return content;
  }

  private static byte[] apply(byte[] content, Change change) {
    return switch (change) {
      case Change.Write(long position, byte[] bytes) -> {
        int end = (int) position + bytes.length;
        byte[] next = Arrays.copyOf(content, Math.max(content.length, end));
        System.arraycopy(bytes, 0, next, (int) position, bytes.length);
        yield next;
      }
      case Change.Truncate(long size) -> Arrays.copyOf(content, (int) size);
    };
  }
}
