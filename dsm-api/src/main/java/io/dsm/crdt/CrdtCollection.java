// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.DsmException;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import io.dsm.stream.Subscription;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A replicated map of CRDTs of one kind.
 *
 * <p>Guarantee (eventual): updates and reads are local and always available; replicas that can
 * exchange messages converge to the join of all updates, none lost, none counted twice (Almeida,
 * Shoker, Baquero, "Delta state replicated data types", 2018).
 *
 * <p>Thread-safe. Reads are wait-free; updates return when the local replica has applied them. Keys
 * are 1 to 512 characters. Every operation raises {@link DsmException.Unavailable} while the node
 * is not running and {@link DsmException.Rejected} for an illegal key or value.
 *
 * @param <C> type of the handle of one CRDT, such as {@link PnCounter}
 */
public interface CrdtCollection<C> {

  /** The CRDT at a key; it need not exist before its first update. Cheap; may be kept. */
  C at(String key);

  /** Keys that were updated by anyone, as this replica knows. */
  Set<String> keys();

  /** What this replica has received: one number per origin. Grows, never falls. */
  VersionVector versionVector();

  /**
   * Everything a replica with {@code known} lacks, in DSM's own encoding, for {@link #merge}.
   * Contains at least what is missing, at most the whole collection.
   */
  byte[] deltaSince(VersionVector known);

  /**
   * Joins a delta made by {@link #deltaSince} on any replica of the same collection. Idempotent.
   *
   * @throws DsmException.Rejected if the bytes are no such delta; nothing changed
   */
  void merge(byte[] delta);

  /** Watches as described at {@code RegisterCollection.watch}; the value is the live handle. */
  Subscription watch(Consumer<? super Change<C>> watcher);

  /** Watches on from a position, as described at {@code RegisterCollection.watch}. */
  Subscription watch(Position from, Consumer<? super Positioned<C>> watcher);

  /** The same as {@link #watch(Consumer)} for reactive subscribers. */
  Flow.Publisher<Change<C>> changes();

  /** The same as {@link #watch(Position, Consumer)} for reactive subscribers. */
  Flow.Publisher<Positioned<C>> changes(Position from);
}
