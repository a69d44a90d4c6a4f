// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jspecify.annotations.Nullable;

/**
 * Former members that can be heard though the view of JGroups does not have them: after a partition
 * it takes JGroups a second to agree on a view, and replicas need not wait for that. Who is heard
 * is knocked at; who knocks back hears this node, too, and is visible from then on, until the view
 * has it or it has been silent for a while. One that can only be heard stays unseen.
 *
 * <p>Only those that were in a view before, for JGroups decides who joins. Bounded: so many are
 * remembered, each is knocked at twice a second at most. Thread-safe; time is given.
 */
final class Strangers {

  /** No sign for so long, and a stranger is not visible any more. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long KNOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int REMEMBERED_MAX = 256;

  private volatile Set<Address> members = Set.of();
  private final Set<Address> former = new LinkedHashSet<>();
  private final Map<Address, Stranger> strangers = new HashMap<>();

  private static final class Stranger {
    private long knocked;
    private long met;
    private boolean visible;

    private Stranger(long now) {
      knocked = now - KNOCK_NANOS;
      met = now;
    }
  }

  /** JGroups has another view: whoever is in it is no stranger. */
  synchronized void view(Set<Address> seen) {
    former.addAll(members);
    former.removeAll(seen);
    while (former.size() > REMEMBERED_MAX) {
      former.remove(former.iterator().next());
    }
    members = Set.copyOf(seen);
    strangers.keySet().retainAll(former);
  }

  /** Whether that is a member, or was one. */
  synchronized boolean knows(Address address) {
    return members.contains(address) || former.contains(address);
  }

  /** A message has come from there. Returns whether to knock. Cheap for members. */
  boolean heard(Address from, long now) {
    if (members.contains(from)) {
      return false;
    }
    synchronized (this) {
      Stranger stranger = stranger(from, now);
      if (stranger == null || now - stranger.knocked < KNOCK_NANOS) {
        return false;
      }
      stranger.knocked = now;
      return true;
    }
  }

  /** Somebody has knocked, or knocked back. Returns whether more are visible than before. */
  synchronized boolean met(Address from, long now) {
    Stranger stranger = stranger(from, now);
    if (stranger == null) {
      return false;
    }
    stranger.met = now;
    boolean news = !stranger.visible;
    stranger.visible = true;
    return news;
  }

  /** Forgets those who have gone silent. Returns whether fewer are visible than before. */
  synchronized boolean expire(long now) {
    int before = visible().size();
    strangers.values().removeIf(stranger -> now - stranger.met > PATIENCE_NANOS);
    return visible().size() < before;
  }

  /** Those who are visible beside the members of the view. */
  synchronized Set<Address> visible() {
    Set<Address> visible = new HashSet<>();
    strangers.forEach(
        (address, stranger) -> {
          if (stranger.visible) {
            visible.add(address);
          }
        });
    return visible;
  }

  /** Null for a member and for one that never was. */
  private @Nullable Stranger stranger(Address address, long now) {
    return former.contains(address)
        ? strangers.computeIfAbsent(address, _ -> new Stranger(now))
        : null;
  }
}
