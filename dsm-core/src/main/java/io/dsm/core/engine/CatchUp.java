// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.crdt.VersionVector;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node has everything a peer had when it joined. Only {@link #isDone} may be read by
 * any thread.
 */
public final class CatchUp {

  private volatile boolean done;
  private boolean needsPeer;
  private @Nullable VersionVector target;
  private int asked;

  public boolean isDone() {
    return done;
  }

  /** A peer was found to know nothing more. */
  void finish() {
    done = true;
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

  /** A peer told what it has; the first one to tell sets the goal. */
  void aim(VersionVector known) {
    if (!done && target == null) {
      target = known;
    }
  }

  /** This node has learned something. */
  void learned(VersionVector known) {
    VersionVector goal = target;
    if (!done && goal != null && known.covers(goal)) {
      done = true;
    }
  }

  /** Whom to ask next: each in turn; a goal nobody helped to reach is set anew. */
  Member next(Collection<Member> peers) {
    target = null;
    int index = asked++ % peers.size();
    return peers.stream().sorted().skip(index).findFirst().orElseThrow();
  }
}
