// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.ref;

import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A {@link Ref} for callers that must not block: same operations, same guarantees. All methods
 * return at once; stages complete within the call timeout on a thread of the node's own, on which
 * callers must not block, and fail with the same exceptions. Cancelling the future of a stage that
 * was returned here ends the wait at once; the {@link java.util.concurrent.CancellationException}
 * it then fails with has a cause that says what may be concluded, as {@link
 * io.dsm.lease.LeaseCollection} tells.
 *
 * @param <V> type of the value
 */
public interface AsyncRef<V> {

  /** See {@link Ref#get()}. */
  default CompletionStage<Optional<V>> get() {
    return entry().thenApply(RefEntry::value);
  }

  /** See {@link Ref#entry()}. */
  CompletionStage<RefEntry<V>> entry();

  /** See {@link Ref#set(Object)}. */
  CompletionStage<Long> set(V value);

  /** See {@link Ref#set(FencingToken, Object)}. */
  CompletionStage<Admission> set(FencingToken token, V value);

  /** See {@link Ref#setIfAbsent(Object)}. */
  CompletionStage<Boolean> setIfAbsent(V value);

  /** See {@link Ref#compareAndSet(Object, Object)}. */
  CompletionStage<Boolean> compareAndSet(V expected, V update);

  /** See {@link Ref#compareAndSet(long, Object)}. */
  CompletionStage<Boolean> compareAndSet(long expectedVersion, V update);

  /** See {@link Ref#updateAndGet(Function)}. */
  default CompletionStage<V> updateAndGet(Function<Optional<V>, V> function) {
    return modify(
        value -> {
          V next = function.apply(value);
          return Modification.set(next, next);
        });
  }

  /** See {@link Ref#getAndUpdate(Function)}. */
  default CompletionStage<Optional<V>> getAndUpdate(Function<Optional<V>, V> function) {
    return modify(value -> Modification.set(function.apply(value), value));
  }

  /** See {@link Ref#modify(Function)}. The function runs on a thread of the node's own. */
  <R> CompletionStage<R> modify(Function<Optional<V>, Modification<V, R>> function);

  /** See {@link Ref#delete()}. */
  CompletionStage<Boolean> delete();
}
