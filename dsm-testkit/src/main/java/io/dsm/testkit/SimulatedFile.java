// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Content of one file: as programs see it, and as the platter has it. */
final class SimulatedFile {

  /** A change that was not synced yet: bytes at a position, or a new length if there are none. */
  private record Change(int position, byte @org.jspecify.annotations.Nullable [] bytes) {}

  /** Bytes and how many of them count. */
  private static final class Content {
    private byte[] bytes;
    private int length;

    Content(byte[] bytes) {
      this.bytes = bytes;
      this.length = bytes.length;
    }

    void apply(Change change, int atMost) {
      byte[] written = change.bytes();
      if (written == null) {
        resize(change.position());
        return;
      }
      int count = Math.min(atMost, written.length);
      resize(Math.max(length, change.position() + count));
      System.arraycopy(written, 0, bytes, change.position(), count);
    }

    private void resize(int wanted) {
      if (wanted > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(wanted, 2 * bytes.length));
      } else if (wanted < length) {
        Arrays.fill(bytes, wanted, length, (byte) 0);
      }
      length = wanted;
    }

    byte[] copy() {
      return Arrays.copyOf(bytes, length);
    }
  }

  private final Content visible;
  private final Content durable;
  private final List<Change> pending = new ArrayList<>();

  SimulatedFile(byte[] content) {
    visible = new Content(content.clone());
    durable = new Content(content.clone());
  }

  int length() {
    return visible.length;
  }

  int durableLength() {
    return durable.length;
  }

  void write(int position, byte[] bytes) {
    change(new Change(position, bytes));
  }

  void truncate(int length) {
    change(new Change(length, null));
  }

  private void change(Change change) {
    visible.apply(change, Integer.MAX_VALUE);
    pending.add(change);
  }

  void sync() {
    pending.forEach(change -> durable.apply(change, Integer.MAX_VALUE));
    pending.clear();
  }

  /** As Linux does it: what was to be written stays visible, but nobody will write it any more. */
  void failSync() {
    pending.clear();
  }

  SimulatedFile copy() {
    return new SimulatedFile(visible.copy());
  }

  /** Turns the bits of a byte, for programs and on the platter. */
  void flip(int position) {
    visible.bytes[position] = (byte) ~visible.bytes[position];
    if (position < durable.length) {
      durable.bytes[position] = (byte) ~durable.bytes[position];
    }
  }

  int read(int position, ByteBuffer target) {
    if (position >= visible.length) {
      return -1;
    }
    int count = Math.min(target.remaining(), visible.length - position);
    target.put(visible.bytes, position, count);
    return count;
  }

  /** What is left after a power cut: some of the unsynced changes, the last of them torn. */
  SimulatedFile afterPowerCut(VirtualTime time) {
    int kept = pending.isEmpty() ? 0 : time.random().nextInt(pending.size() + 1);
    for (int i = 0; i < kept; i++) {
      byte[] bytes = pending.get(i).bytes();
      int torn = bytes == null ? 0 : time.random().nextInt(bytes.length + 1);
      durable.apply(pending.get(i), i == kept - 1 ? torn : Integer.MAX_VALUE);
    }
    return new SimulatedFile(durable.copy());
  }
}
