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

  private final int max;
  private final TreeMap<Long, Pending> pending = new TreeMap<>();
  private int durable;
  private volatile int size;

  /**
   * @param max how many callers may wait at once
   */
  public PendingWrites(int max) {
    this.max = max;
  }

  public boolean isFull() {
    return pending.size() >= max;
  }

  /** How many callers wait; for any thread. */
  public int size() {
    return size;
  }

  public int max() {
    return max;
  }

  /**
   * What a write waits for.
   *
   * @param peers whose acknowledgements count
   * @param needed how many of them
   * @param durable whether it must be durable there, and here as well
   */
  public record Needs(Set<Member> peers, int needed, boolean durable) {}

  /** Begins to wait. */
  public void add(long number, Needs needs, Version version, Caller caller) {
    pending.put(number, new Pending(needs, version, caller));
    durable += needs.durable() ? 1 : 0;
    size = pending.size();
  }

  /** Whether a write waits for peers to make it durable. */
  public boolean awaitsDurable() {
    return durable > 0;
  }

  /** An operation is durable here; returns its write if that is complete now. */
  public @Nullable Pending durableHere(long number) {
    Pending write = pending.get(number);
    if (write == null) {
      return null;
    }
    write.durableHere = true;
    return write.isComplete() ? giveUp(number) : null;
  }

  /**
   * A peer has everything up to a number; returns the writes that are complete now.
   *
   * @param durably whether it is durable there
   */
  public List<Pending> acknowledged(Member peer, long through, boolean durably) {
    List<Pending> complete = new ArrayList<>();
    Iterator<Map.Entry<Long, Pending>> reached =
        pending.headMap(through, true).entrySet().iterator();
    while (reached.hasNext()) {
      Pending write = reached.next().getValue();
      if ((durably || !write.durable) && write.outstanding.remove(peer)) {
        write.needed--;
        if (write.isComplete()) {
          reached.remove();
          forget(write);
          complete.add(write);
        }
      }
    }
    return complete;
  }

  /** Ends the wait for one write; null if it is over already. */
  public @Nullable Pending giveUp(long number) {
    Pending write = pending.remove(number);
    forget(write);
    return write;
  }

  private void forget(@Nullable Pending write) {
    durable -= write != null && write.durable ? 1 : 0;
    size = pending.size();
  }

  /** Ends all waits. */
  public List<Pending> giveUpAll() {
    List<Pending> all = List.copyOf(pending.values());
    pending.clear();
    durable = 0;
    size = 0;
    return all;
  }

  /** One write that waits. */
  public static final class Pending {
    private final Set<Member> outstanding;
    private final Version version;
    private final Caller caller;
    private final boolean durable;
    private int needed;
    private boolean durableHere;

    private Pending(Needs needs, Version version, Caller caller) {
      this.outstanding = new HashSet<>(needs.peers());
      this.durable = needs.durable();
      this.needed = needs.needed();
      this.durableHere = !needs.durable();
      this.version = version;
      this.caller = caller;
    }

    private boolean isComplete() {
      return needed <= 0 && durableHere;
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
