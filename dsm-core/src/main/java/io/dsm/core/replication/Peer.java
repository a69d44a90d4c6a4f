// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.CollectionAddress;
import io.dsm.crdt.VersionVector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one visible peer. Only {@link #acknowledged} may be read by any thread. */
public final class Peer {

  private volatile long acknowledged;
  private final Map<CollectionAddress, Declaration> declarations = new HashMap<>();
  private final Set<CollectionAddress> mismatches = new HashSet<>();
  private @Nullable VersionVector offered;
  private long askedAtNanos;
  private boolean asked;
  private boolean met;
  private final Suspicion suspicion = new Suspicion();

  /** Number of this node's latest operation the peer is known to have. */
  public long acknowledged() {
    return acknowledged;
  }

  /** Returns whether that was news. */
  public boolean acknowledge(long through) {
    boolean news = through > acknowledged;
    if (news) {
      acknowledged = through;
    }
    return news;
  }

  /** The peer has told what it believes a collection to be. */
  public void declares(Declaration declaration) {
    declarations.put(declaration.address(), declaration);
  }

  public boolean declares(CollectionAddress address) {
    return declarations.containsKey(address);
  }

  /** What the peer told of a collection, null if nothing. */
  public @Nullable Declaration declaration(CollectionAddress address) {
    return declarations.get(address);
  }

  /** Returns whether the mismatch was not reported before. */
  public boolean reportMismatch(CollectionAddress address) {
    return mismatches.add(address);
  }

  /**
   * Whether data may be sent to the peer, which knows {@code known}: not twice for the same
   * knowledge between two repair ticks, or a peer that refuses data would be sent it for ever.
   */
  public boolean offer(VersionVector known) {
    if (known.equals(offered)) {
      return false;
    }
    offered = known;
    return true;
  }

  /** A repair tick has come: data may be offered again. */
  public void offerAgain() {
    offered = null;
  }

  /** Whether to ask the peer for its vector now: not again while an answer may be under way. */
  public boolean ask(long nowNanos, long patienceNanos) {
    if (asked && nowNanos - askedAtNanos < patienceNanos) {
      return false;
    }
    asked = true;
    askedAtNanos = nowNanos;
    return true;
  }

  /** Whether to act now on the peer holding other content though it knows the same. */
  public boolean suspect(long theirContent, long myContent) {
    return suspicion.isDue(theirContent, myContent);
  }

  /** The peer has answered. */
  public void answered() {
    asked = false;
    met = true;
  }

  /**
   * Whether nothing was compared with the peer since it became visible. What it lacks is not under
   * way then, however young it is: it was sent when the peer was not seen.
   */
  public boolean isNew() {
    return !met;
  }
}
