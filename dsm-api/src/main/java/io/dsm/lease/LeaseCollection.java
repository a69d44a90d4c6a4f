// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.stream.Subscription;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Named leases: at most one owner per key at a time, each ownership under a {@link FencingToken}.
 *
 * <p>Guarantee (consensus): grants, renewals, transfers and releases are entries of one log that a
 * majority of the configured voters has stored; a minority grants nothing and answers {@link
 * DsmException.Unavailable} within the call timeout. Two owners are never valid at once while clock
 * <em>rates</em> differ by at most 1 %; wall clock jumps and message delays do not matter.
 * Resources that check tokens are safe without any clock assumption. Where the collection was
 * declared {@link LeaseSpec.Builder#fencedOnly}, the tokens are all there is: two owners may both
 * look valid after a suspicion that was wrong.
 *
 * <p>All methods are thread-safe and return at once; stages complete on a thread of the node's own,
 * on which callers must not block. When a stage fails with {@link DsmException.Indeterminate} the
 * command may have taken effect; the lease is then not valid past what was already known.
 *
 * <p>Cancelling the future of a stage that was returned here ends the wait at once. The {@link
 * java.util.concurrent.CancellationException} it then fails with has a cause that says what may be
 * concluded: {@link DsmException.Unavailable} if nothing happened nor will, {@link
 * DsmException.Indeterminate} otherwise. A caller that gives an acquisition up leaves the line, and
 * what is granted late is given back; a release, a renewal and a transfer whose lease has been
 * given up go on without it.
 *
 * @param <V> what a holder says about itself, readable by all through {@link #current}
 */
public interface LeaseCollection<V> {

  /**
   * Asks for a lease without waiting for another holder to go. In mode {@link LeaseMode#AUTONOMOUS}
   * the runtime renews it until it is released, transferred or lost. Acquiring what this node
   * already holds answers the lease it has. Callers of this node who ask for the same key while it
   * is being asked for share a grant; that another holds it is told only to those who had come
   * before the voters were asked; for the others they are asked again, within the call timeout.
   */
  CompletionStage<AcquireResult<V>> acquire(String key, V value);

  /**
   * Asks for a lease and, if another node holds it, waits in line: nodes are served in the order in
   * which they asked. All callers of this node that wait for the same key share one place and get
   * the same lease.
   *
   * @param wait how long, from this call on; when it is over the stage completes with {@link
   *     AcquireResult.HeldByAnother}, or fails with {@link DsmException.Unavailable} if the voters
   *     could not be reached
   */
  CompletionStage<AcquireResult<V>> acquire(String key, V value, Duration wait);

  /** Renews a held lease now. Its token stays; its deadline moves. */
  CompletionStage<RenewResult> renew(String key, FencingToken token);

  /**
   * Hands a held lease to another node. This node gives it up locally first; then one log entry
   * makes the target owner under a new token. If the outcome is unknown this node has still given
   * it up.
   */
  CompletionStage<TransferResult> transfer(String key, FencingToken token, NodeId target);

  /** Ends a held lease at once, so that another node may acquire it without waiting. */
  CompletionStage<ReleaseResult> release(String key, FencingToken token);

  /**
   * Ends somebody's ownership against its will, for operators. Never makes two owners: the holder
   * is told and gives it up, or runs out of its term.
   */
  CompletionStage<RevokeResult> revoke(String key, FencingToken token);

  /** Who owns a key now, by a linearizable read. Empty if nobody does. */
  CompletionStage<Optional<LeaseSnapshot<V>>> current(String key);

  /** Who owns a key, for how long, and who waits for it, by a linearizable read. */
  CompletionStage<Optional<LeaseDescription<V>>> describe(String key);

  /** All owned keys, by a linearizable read. */
  CompletionStage<Map<String, LeaseSnapshot<V>>> all();

  /** Whether a token is the current one of its key, by a linearizable read. */
  CompletionStage<VerifyResult> verify(String key, FencingToken token);

  /** The lease this node holds and may act under at this moment, if any. Local and wait-free. */
  Optional<Lease<V>> held(String key);

  /**
   * Tells when this node begins and ceases to hold leases of this collection. Every {@link
   * LeaseEvent.Acquired} is followed by exactly one end. Loss is signalled from the local clock,
   * without the network. The listener runs on a thread of the node's own, one call at a time.
   */
  Subscription listen(LeaseListener<V> listener);
}
