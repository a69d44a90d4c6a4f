// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.register;

import io.dsm.DsmException;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import io.dsm.stream.Subscription;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A replicated map of last-writer-wins registers. <b>Of two concurrent acknowledged writes to one
 * key one loses by design.</b>
 *
 * <p>Guarantee (eventual): reads and writes are local and always available, also in a partition;
 * replicas that can exchange messages become identical. The entry with the greatest {@link Version}
 * wins; a write made after reading a value is ordered above it everywhere. Versions come from
 * hybrid logical clocks (Kulkarni et al., "Logical Physical Clocks", 2014).
 *
 * <p>Thread-safe. Reads are wait-free. Writes return when the local replica has applied them; only
 * the methods with {@link WriteOptions} wait longer. Keys are 1 to 512 characters. Every operation
 * raises {@link DsmException.Unavailable} while the node is not running and {@link
 * DsmException.Rejected} for an illegal key or value.
 *
 * @param <V> immutable value type
 */
public interface RegisterCollection<V> {

  /** Writes a value; it stays until overwritten or removed. Returns the version it got. */
  Version put(String key, V value);

  /** Writes a value that vanishes everywhere after {@code timeToLive}, counted from this write. */
  Version put(String key, V value, Duration timeToLive);

  /**
   * Writes a value and completes when the acknowledgement asked for has come. The local write has
   * happened when this method returns, whatever the stage says later; on time-out the stage fails
   * with {@link DsmException.Indeterminate}, because peers may or may not have it.
   *
   * @throws DsmException.Overloaded if too much waits for peers already; nothing was written
   */
  CompletionStage<Version> put(String key, V value, WriteOptions options);

  /**
   * Writes a value only if {@code expected} is still the version seen here. Guards against a stale
   * local read, not against concurrent writers on other nodes.
   *
   * @return the new version, or empty if this replica holds a newer version of the key
   */
  Optional<Version> putIfNewer(String key, V value, Version expected);

  /** The value of a key on this replica. */
  Optional<V> get(String key);

  /** The value of a key with its version and lifetime. */
  Optional<RegisterEntry<V>> entry(String key);

  /** All present keys and values on this replica; a snapshot, weakly consistent while taken. */
  Map<String, V> all();

  /**
   * Removes a key on all replicas.
   *
   * @return whether it was present on this replica
   */
  boolean remove(String key);

  /** Number of present keys on this replica. */
  int size();

  /**
   * Watches the collection: first one {@link Change.Current} per present key, then every change in
   * the order in which this replica applied it. The watcher runs on a callback thread, one call at
   * a time; one that falls too far behind gets a {@link Change.Gap}, and never slows a writer or
   * another watcher. An exception it throws is logged and does not end it.
   */
  Subscription watch(Consumer<? super Change<V>> watcher);

  /**
   * Watches on from a position that an earlier watch of this collection on this node got. While the
   * node remembers all changes since, exactly these follow; if not, a {@link Change.Gap} comes
   * first and then what is there.
   *
   * @param from {@link Position#BEGINNING} to begin with what is there
   */
  Subscription watch(Position from, Consumer<? super Positioned<V>> watcher);

  /** The same as {@link #watch(Consumer)} for reactive subscribers, honouring their demand. */
  Flow.Publisher<Change<V>> changes();

  /** The same as {@link #watch(Position, Consumer)} for reactive subscribers. */
  Flow.Publisher<Positioned<V>> changes(Position from);
}
