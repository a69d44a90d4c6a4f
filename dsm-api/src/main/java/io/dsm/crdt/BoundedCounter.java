// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import java.util.Set;

/**
 * A counter that never falls below zero, under any partition: who decrements needs rights, which an
 * increment creates for the node that made it and which only that node can use or hand on. For
 * stock, quotas and budgets without a coordinator. Thread-safe, never blocks.
 *
 * <p>Rights belong to a life of a node. Those of a life that has ended stay unused, because nobody
 * can know which of them it has used: hand rights on before a planned stop.
 *
 * <p>Cost: three numbers for each life that took part and one for each pair that handed rights on.
 * Bound: each number up to 2^63 - 1; more is {@link DsmException.Rejected}. Source: Balegas et al.,
 * "Extending eventually consistent cloud databases for enforcing numeric invariants", 2015; escrow
 * after O'Neil, 1986.
 */
public interface BoundedCounter {

  /** Adds {@code amount}, at least 0, and gives this node as many rights. */
  void increment(long amount);

  /** Subtracts {@code amount}, at least 0, if this node has as many rights. */
  Decrement decrement(long amount);

  /** Hands {@code amount}, at least 0, of this node's rights to another, if it has them. */
  Decrement transfer(Member to, long amount);

  /** Tells all nodes that this one lacks {@code amount} rights. */
  void ask(long amount);

  /**
   * Hands on what others have asked for, at most half of what this node has; to be called now and
   * then, or when a change comes. Returns how much.
   *
   * @param alive who may be given rights, such as the members of the cluster view: what is handed
   *     to a life that has ended is lost
   */
  long grantAsked(Set<Member> alive);

  /** The count this replica knows; never negative. */
  long value();

  /** The rights of a node as known here; exact for this node itself. */
  long rights(Member of);

  /** What came of using rights. */
  sealed interface Decrement {

    /**
     * Done.
     *
     * @param rightsLeft of this node
     */
    record Done(long rightsLeft) implements Decrement {}

    /**
     * Refused: this node has fewer rights; nothing changed. The count may be greater: others have
     * the rights; see {@link BoundedCounter#ask}.
     *
     * @param rights of this node
     */
    record Refused(long rights) implements Decrement {}
  }
}
