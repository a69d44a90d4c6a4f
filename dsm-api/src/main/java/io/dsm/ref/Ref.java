// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.ref;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.stream.Subscription;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One value that all nodes agree on.
 *
 * <p>Guarantee (consensus): reads and writes are linearizable, all operations of all nodes stand in
 * one order that respects real time. A write is an entry of the log that a majority of the
 * configured voters has stored; a read asks the leader, which confirms its leadership with a
 * majority first, and needs no log entry and no clock. A minority answers {@link
 * DsmException.Unavailable} within the call timeout. {@link #localGet()} alone is exempt, and says
 * how old its answer may be.
 *
 * <p>A write that ends in {@link DsmException.Indeterminate} may have happened or may still happen,
 * once; a repetition inside the node is recognised by the voters and not carried out twice. {@link
 * DsmException.Unavailable} and {@link DsmException.Rejected} mean that it did not and will not
 * happen.
 *
 * <p>Thread-safe. All methods but {@code localGet}, {@code watch}, {@code address} and {@code
 * async} block the caller for a round to the voters, at most for the call timeout ({@code
 * dsm.consensus.call-timeout}); use {@link #async()} where a thread must not block. An interrupt
 * ends the wait with {@link DsmException.Indeterminate} (a write that may have been sent) or {@link
 * DsmException.Unavailable} (a read, or nothing was sent), the thread still being interrupted.
 *
 * @param <V> type of the value
 */
public interface Ref<V> {

  /** Full name. */
  CollectionAddress address();

  /** The value now; empty if it was never set or has been deleted. */
  default Optional<V> get() {
    return entry().value();
  }

  /** The value now with its version, for {@link #compareAndSet(long, Object)}. */
  RefEntry<V> entry();

  /**
   * The newest value this node has heard of, without asking anybody: may be stale, and never goes
   * back. Empty until this node has heard of any; the first call makes it listen. Wait-free.
   */
  Optional<LocalEntry<V>> localGet();

  /**
   * Writes unconditionally.
   *
   * @return the version of the value written
   */
  long set(V value);

  /**
   * Writes under a fencing token, unless a greater one has written before: the reference remembers
   * the greatest token beside its value, through deletions, for ever. So the late write of a holder
   * that was overtaken is refused by the voters themselves. Tokens of one lock, lease or shard only
   * may be used with one reference. Writes without a token are not fenced: where it matters, let
   * all writers send one.
   */
  Admission set(FencingToken token, V value);

  /** Writes if there is no value; returns whether it did. */
  boolean setIfAbsent(V value);

  /**
   * Writes if the value equals the expected one, by its encoded form; returns whether it did. Two
   * values are equal if the codec encodes them to equal bytes.
   */
  boolean compareAndSet(V expected, V update);

  /**
   * Writes if nothing was written since the entry of that version was read; returns whether it did.
   * Not deceived by a value that changed and changed back.
   */
  boolean compareAndSet(long expectedVersion, V update);

  /**
   * Replaces the value by a function of it, atomically. The function may be called several times
   * and must be free of side effects; under contention it is called again with the newer value
   * until the call timeout is over, then {@link DsmException.Unavailable} says that nothing
   * happened.
   */
  default void update(Function<Optional<V>, V> function) {
    updateAndGet(function);
  }

  /** Like {@link #update}; returns the new value. */
  default V updateAndGet(Function<Optional<V>, V> function) {
    return modify(
        value -> {
          V next = function.apply(value);
          return Modification.set(next, next);
        });
  }

  /** Like {@link #update}; returns the value that was replaced. */
  default Optional<V> getAndUpdate(Function<Optional<V>, V> function) {
    return modify(value -> Modification.set(function.apply(value), value));
  }

  /** Decides on the value what becomes of it and what to answer, atomically. As {@link #update}. */
  <R> R modify(Function<Optional<V>, Modification<V, R>> function);

  /** Deletes the value; returns whether there was one. */
  boolean delete();

  /**
   * Tells the value now, then every change. Changes arrive in order, each once; what was missed is
   * told by {@link RefChange.Gap}, never skipped silently. The watcher runs on a thread of the
   * node's own, one call at a time, and must not block.
   */
  Subscription watch(Consumer<RefChange<V>> watcher);

  /** The same reference for callers that must not block. */
  AsyncRef<V> async();
}
