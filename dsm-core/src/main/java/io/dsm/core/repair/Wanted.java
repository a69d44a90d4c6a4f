// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.crdt.VersionVector;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Collections whose content this node lacks although its version vector says it knows it: declared
 * after operations on them had been passed over, or not covered by a snapshot that stood for the
 * vector. Each is asked for until a peer that knows enough has sent it.
 */
public final class Wanted {

  private static final int PATIENCE_MAX = 64;

  private final Map<CollectionAddress, Want> wants = new HashMap<>();

  /** Everything up to that knowledge may be lacking in a collection. */
  public void add(CollectionAddress collection, VersionVector knowledge) {
    Want known = wants.get(collection);
    wants.put(collection, new Want(known == null ? knowledge : known.knowledge.join(knowledge)));
  }

  /** A peer that had that knowledge has sent all of a collection. */
  public void received(CollectionAddress collection, VersionVector knowledge) {
    Want want = wants.get(collection);
    if (want != null && knowledge.covers(want.knowledge)) {
      wants.remove(collection);
    }
  }

  /** Whether anything may be lacking in a collection. */
  public boolean contains(CollectionAddress collection) {
    return wants.containsKey(collection);
  }

  public boolean isEmpty() {
    return wants.isEmpty();
  }

  /** Knowledge of lives that are over is asked of nobody: nobody has it any more. */
  public void forget(Predicate<Member> over) {
    for (Want want : wants.values()) {
      Map<Member, Long> left = new HashMap<>(want.knowledge.counters());
      if (left.keySet().removeIf(over)) {
        want.knowledge = new VersionVector(left);
      }
    }
  }

  /** Which to ask for at this tick; each more and more rarely, for it may be nowhere. */
  public java.util.List<CollectionAddress> due() {
    java.util.List<CollectionAddress> due = new java.util.ArrayList<>();
    wants.forEach(
        (collection, want) -> {
          if (--want.countdown <= 0) {
            want.patience = Math.min(PATIENCE_MAX, want.patience * 2);
            want.countdown = want.patience;
            due.add(collection);
          }
        });
    due.sort(java.util.Comparator.comparing(CollectionAddress::toString));
    return due;
  }

  /** How often a collection was asked for already, to ask each peer in turn. */
  public int asked(CollectionAddress collection) {
    Want want = wants.get(collection);
    return want == null ? 0 : want.asked++;
  }

  private static final class Want {
    private VersionVector knowledge;
    private int patience = 1;
    private int countdown;
    private int asked;

    private Want(VersionVector knowledge) {
      this.knowledge = knowledge;
    }
  }
}
