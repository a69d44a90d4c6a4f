// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.crdt.VersionVector;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether this node has everything its peers had when it joined: all of them, not the first to
 * answer, for that one may have come as empty as this one. Only {@link #isDone} may be read by any
 * thread.
 *
 * <p>What came from a disk is in no vector. So a peer that has read one is compared with, range by
 * range, however little its vector tells: after a restart of all, every vector is empty.
 *
 * <p>A peer that has not caught up itself is believed only when every peer has told, and not before
 * some ticks have passed, in which others may appear.
 */
public final class CatchUp {

  /** Ticks after which a silent peer is not waited for, nor a better one where all are new. */
  private static final int PATIENCE_TICKS = 2;

  private final Map<Member, Told> told = new HashMap<>();
  private volatile boolean done;
  private boolean needsPeer;
  private boolean helped;
  private int ticks;

  /** Peers with which this node has compared everything since it began. */
  private final Set<Member> compared = new HashSet<>();

  private record Told(VersionVector known, boolean complete, boolean beyond) {}

  public boolean isDone() {
    return done;
  }

  /** A peer that has caught up was found to know nothing more. */
  void finish() {
    done = true;
    told.clear();
    compared.clear();
  }

  /** Nobody else is here. */
  void alone() {
    if (!needsPeer) {
      finish();
    }
  }

  /** This node has lost what it had: being alone is not enough. Before the start only. */
  void requirePeer() {
    needsPeer = true;
  }

  /**
   * A peer told what it has; later vectors of it do not raise the goal.
   *
   * @param beyond whether it may hold what its vector does not tell
   */
  void told(Member peer, VersionVector known, boolean complete, boolean beyond) {
    Told before = told.get(peer);
    told.put(peer, new Told(before == null ? known : before.known(), complete, beyond));
  }

  /** A peer knows the same as this node, whether that is much or nothing. */
  void equal(Member peer, VersionVector known, boolean sameContent) {
    if (done) {
      return;
    }
    if (sameContent) {
      compared.add(peer);
    }
    Told before = told.get(peer);
    if (before == null && sameContent) {
      told(peer, known, false, false);
    }
  }

  /** All that a peer had is here: the ranges of everything were compared. */
  void compared(Member peer) {
    if (!done) {
      compared.add(peer);
      helped = false;
    }
  }

  /** Whether a vector cannot tell that this node has all that the peer has. */
  boolean mustCompare(Member peer, boolean beyond) {
    return beyond && !compared.contains(peer);
  }

  /** This node has learned something, or somebody has come, gone or told. */
  void check(VersionVector known, Collection<Member> peers) {
    if (done) {
      return;
    }
    told.keySet().retainAll(peers);
    compared.retainAll(peers);
    boolean patient = ticks < PATIENCE_TICKS;
    boolean complete = false;
    for (Member peer : peers) {
      Told goal = told.get(peer);
      if (goal == null) {
        if (patient) {
          return;
        }
      } else if (!known.covers(goal.known()) || mustCompare(peer, goal.beyond())) {
        return;
      } else {
        complete |= goal.complete();
      }
    }
    if (complete || (!patient && !told.isEmpty())) {
      finish();
    }
  }

  /** A repair tick has come: whoever has not helped by now may be asked again. */
  void tick() {
    ticks++;
    helped = false;
  }

  /** Whether somebody was asked for data since the last tick. */
  boolean isHelped() {
    return helped;
  }

  void helped() {
    helped = true;
  }
}
