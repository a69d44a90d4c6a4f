// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.cluster.Member;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The version vector of this replica and the logs behind it. {@link #known} may be called by any
 * thread; the rest belongs to the engine.
 */
public final class History {

  private final Map<Member, OriginLog> logs = new ConcurrentHashMap<>();
  private final long bytesMaxPerOrigin;
  private final Ended ended = new Ended();

  /** Where the last operation went: most have the origin of the one before. */
  private @Nullable OriginLog appendedTo;

  private @Nullable Member appendedOf;

  /**
   * @param bytesMaxPerOrigin budget of each origin's log; 0 to keep none
   */
  public History(long bytesMaxPerOrigin) {
    this.bytesMaxPerOrigin = bytesMaxPerOrigin;
  }

  /** Number of the latest operation of an origin that is known here. */
  public long last(Member origin) {
    OriginLog log = logs.get(origin);
    return log == null ? 0 : log.last();
  }

  /** Logs the next operation of an origin, which has been applied; returns its number. */
  public long append(Member origin, Operation operation) {
    OriginLog log = appendedTo;
    if (log == null || origin != appendedOf) {
      log = log(origin);
      appendedTo = log;
      appendedOf = origin;
    }
    return log.append(operation);
  }

  /** Everything a snapshot stood for is known now. */
  public void adopt(VersionVector known) {
    known.counters().forEach((origin, last) -> log(origin).skipTo(last));
  }

  /** Whether the log still has everything of an origin from a number on. */
  public boolean reaches(Member origin, long number) {
    OriginLog log = logs.get(origin);
    return log != null && log.first() <= number;
  }

  /** Operations of an origin from a number on that the log reaches. */
  public List<Operation> from(Member origin, long number, long weightMax) {
    voidEnded();
    return log(origin).from(number, weightMax);
  }

  /** A removal is forgotten here: nobody is sent a write any more that it ended. */
  public void ended(Tag tag, String key, Version removal) {
    if (bytesMaxPerOrigin == 0) {
      return;
    }
    ended.add(tag, key, removal);
    if (ended.isFull()) {
      voidEnded();
    }
  }

  /** Goes through all logs, so not for each removal, but before anything is read from a log. */
  private void voidEnded() {
    if (!ended.isEmpty()) {
      logs.values().forEach(log -> log.replaceAll(ended::of));
      ended.clear();
    }
  }

  /** What is known here. */
  public VersionVector known() {
    Map<Member, Long> counters = new HashMap<>();
    logs.forEach((origin, log) -> counters.put(origin, log.last()));
    return new VersionVector(counters);
  }

  /** A number that is equal on replicas that know the same and, but for chance, differs else. */
  public long root() {
    return root(_ -> true);
  }

  /** The same for some origins. */
  public long root(Predicate<Member> which) {
    long root = 0;
    for (Map.Entry<Member, OriginLog> entry : logs.entrySet()) {
      if (entry.getValue().last() > 0 && which.test(entry.getKey())) {
        root += mixed(hash(entry.getKey()) ^ mixed(entry.getValue().last()));
      }
    }
    return root;
  }

  /** Members of whom anything is known; a live view. */
  public Collection<Member> origins() {
    return logs.keySet();
  }

  /** Forgets origins for good, so that lives that are over leave nothing behind. */
  public void forget(Predicate<Member> over) {
    appendedTo = null;
    logs.keySet().removeIf(over);
  }

  /** Throws if something is wrong that no sequence of events may lead to. For tests. */
  public void validate() {
    logs.forEach(
        (origin, log) -> {
          if (log.first() < 1 || log.bytes() < 0 || log.bytes() > bytesMaxPerOrigin) {
            throw new AssertionError("log of " + origin + " is inconsistent: " + log.first());
          }
        });
  }

  private OriginLog log(Member origin) {
    OriginLog log = logs.get(origin);
    if (log == null) {
      log = new OriginLog(bytesMaxPerOrigin);
      logs.put(origin, log);
    }
    return log;
  }

  private static long hash(Member member) {
    long hash = member.incarnation().value();
    String node = member.node().value();
    for (int i = 0; i < node.length(); i++) {
      hash = hash * 0x100000001B3L + node.charAt(i);
    }
    return mixed(hash);
  }

  // The finalizer of SplitMix64: every input bit changes every output bit.
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
