// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** All that happened in a run: a hash of it, the end of it, and a listener who may print it. */
public final class Trace {

  private static final int KEPT = 40;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Consumer<String> listener;
  private final Deque<String> last = new ArrayDeque<>();
  private long hash = 0xcbf29ce484222325L;

  public Trace(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Notes an event at a moment of true time. */
  public void note(long millis, String event) {
    String line = millis + " ms  " + event;
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * FNV_PRIME;
    }
    last.addLast(line);
    if (last.size() > KEPT) {
      last.removeFirst();
    }
    listener.accept(line);
  }

  public long hash() {
    return hash;
  }

  public List<String> last() {
    return List.copyOf(last);
  }
}
