// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes of references. The version of a reference counts its writes, so it says in which
 * order they stand: the history is linearizable if and only if that order respects real time, every
 * version has one writer, and every read found what the writer of its version wrote. Written values
 * are unique, so a write whose outcome is unknown is known by those who read it, and one that was
 * carried out twice is seen. Thread-safe.
 */
public final class RefHistory {

  private static final class Write {
    private final String value;
    private final String ref;
    private final long begin;
    private long end = Long.MAX_VALUE;
    private long version = -1;
    private boolean refused;

    private Write(String value, String ref, long begin) {
      this.value = value;
      this.ref = ref;
      this.begin = begin;
    }

    @Override
    public String toString() {
      return "write of " + value + " [" + begin + ".." + end + "] at version " + version;
    }
  }

  private record Read(String node, String ref, long begin, long end, long version, String value) {}

  /** Where an operation stands: a write of a version before the reads of it. */
  private record Step(long place, long begin, long end, Object what) {}

  private final Map<String, Write> writes = new HashMap<>();
  private final List<Read> reads = new ArrayList<>();
  private int count;

  /** Takes {@code r}, {@code w?}, {@code w!} and {@code wx}. */
  public synchronized boolean hear(String node, String[] words) {
    switch (words[0]) {
      case "r" -> {
        count++;
        long begin = Long.parseLong(words[2]);
        long end = Long.parseLong(words[3]);
        reads.add(new Read(node, words[1], begin, end, Long.parseLong(words[4]), words[5]));
      }
      case "w?" -> {
        count++;
        writes.put(words[1], new Write(words[1], words[2], Long.parseLong(words[3])));
      }
      case "w!" -> {
        Write write = known(words[1]);
        write.end = Long.parseLong(words[2]);
        write.version = Long.parseLong(words[3]);
      }
      case "wx" -> known(words[1]).refused = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  private Write known(String value) {
    Write write = writes.get(value);
    if (write == null) {
      throw new IllegalStateException("the end of a write that never began: " + value);
    }
    return write;
  }

  /** Operations begun. */
  public synchronized int count() {
    return count;
  }

  /** Reports what is wrong. */
  public synchronized void judge(Violations violations) {
    Map<String, List<Step>> steps = new TreeMap<>();
    for (Read read : reads) {
      judgeValue(read, violations);
      steps
          .computeIfAbsent(read.ref(), ref -> new ArrayList<>())
          .add(new Step(2 * read.version() + 1, read.begin(), read.end(), read));
    }
    Map<String, Write> writers = new HashMap<>();
    for (Write write : writes.values()) {
      if (write.version >= 0) {
        Write other = writers.putIfAbsent(write.ref + "@" + write.version, write);
        if (other != null) {
          violations.add("two writes of one version of " + write.ref + ": " + other + ", " + write);
        }
        steps
            .computeIfAbsent(write.ref, ref -> new ArrayList<>())
            .add(new Step(2 * write.version, write.begin, write.end, write));
      }
    }
    judgeReadsOfWriters(writers, violations);
    steps.values().forEach(all -> judgeOrder(all, violations));
  }

  private void judgeValue(Read read, Violations violations) {
    if (read.value().equals("-")) {
      if (read.version() != 0) {
        violations.add("nobody deletes, yet there was nothing: " + read);
      }
      return;
    }
    Write write = writes.get(read.value());
    if (write == null) {
      violations.add("nobody wrote what was read: " + read);
    } else if (write.refused) {
      violations.add("a " + write + " that did not happen was read: " + read);
    } else if (!write.ref.equals(read.ref())) {
      violations.add("written elsewhere: " + read + ", " + write);
    } else if (write.version < 0) {
      write.version = read.version();
    } else if (write.version != read.version()) {
      violations.add("one write at two versions: " + write + ", and " + read);
    }
  }

  private void judgeReadsOfWriters(Map<String, Write> writers, Violations violations) {
    for (Read read : reads) {
      Write writer = writers.get(read.ref() + "@" + read.version());
      if (writer != null && !writer.value.equals(read.value())) {
        violations.add("another value than written: " + read + ", " + writer);
      }
    }
  }

  private static void judgeOrder(List<Step> all, Violations violations) {
    PriorityQueue<Step> open = new PriorityQueue<>(Comparator.comparingLong(Step::end));
    @Nullable Step furthest = null;
    for (Step step : all.stream().sorted(Comparator.comparingLong(Step::begin)).toList()) {
      while (!open.isEmpty() && open.peek().end() < step.begin()) {
        Step ended = open.poll();
        furthest = furthest == null || furthest.place() < ended.place() ? ended : furthest;
      }
      if (furthest != null && furthest.place() > step.place()) {
        violations.add("not linearizable: " + furthest.what() + ", and only then " + step.what());
      }
      open.add(step);
    }
  }
}
