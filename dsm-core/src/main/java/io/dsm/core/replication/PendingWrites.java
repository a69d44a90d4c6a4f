// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.cluster.Member;
import io.dsm.core.command.Caller;
import io.dsm.register.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes whose callers wait for acknowledgements of peers, by the number of the operation. */
public final class PendingWrites {

  /** How many callers may wait at once. */
  public static final int MAX = 65_536;

  private final TreeMap<Long, Pending> pending = new TreeMap<>();

  public boolean isFull() {
    return pending.size() >= MAX;
  }

  public int size() {
    return pending.size();
  }

  /**
   * Begins to wait.
   *
   * @param peers whose acknowledgements count
   * @param needed how many of them, at least 1
   */
  public void add(long number, Set<Member> peers, int needed, Version version, Caller caller) {
    pending.put(number, new Pending(new HashSet<>(peers), needed, version, caller));
  }

  /** A peer has everything up to a number; returns the writes that are complete now. */
  public List<Pending> acknowledged(Member peer, long through) {
    List<Pending> complete = new ArrayList<>();
    Iterator<Map.Entry<Long, Pending>> reached =
        pending.headMap(through, true).entrySet().iterator();
    while (reached.hasNext()) {
      Pending write = reached.next().getValue();
      if (write.outstanding.remove(peer) && --write.needed == 0) {
        reached.remove();
        complete.add(write);
      }
    }
    return complete;
  }

  /** Ends the wait for one write; null if it is over already. */
  public @Nullable Pending giveUp(long number) {
    return pending.remove(number);
  }

  /** Ends all waits. */
  public List<Pending> giveUpAll() {
    List<Pending> all = List.copyOf(pending.values());
    pending.clear();
    return all;
  }

  /** One write that waits. */
  public static final class Pending {
    private final Set<Member> outstanding;
    private final Version version;
    private final Caller caller;
    private int needed;

    private Pending(Set<Member> outstanding, int needed, Version version, Caller caller) {
      this.outstanding = outstanding;
      this.needed = needed;
      this.version = version;
      this.caller = caller;
    }

    public Version version() {
      return version;
    }

    public Caller caller() {
      return caller;
    }

    /** How many more acknowledgements are needed. */
    public int needed() {
      return needed;
    }
  }
}
