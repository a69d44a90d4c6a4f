// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import static java.lang.System.Logger.Level.WARNING;

import io.dsm.DsmException;
import io.dsm.core.access.call.CallPromise;
import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseAnswer.Described;
import io.dsm.core.types.lease.LeaseAnswer.Entry;
import io.dsm.core.types.lease.LeaseAnswer.Owned;
import io.dsm.core.types.lease.LeaseAnswer.Verified;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseQuery;
import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.LeaseSnapshot;
import io.dsm.lease.VerifyResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Linearizable reads of one collection. */
final class LeaseReads<V> {

  private static final System.Logger LOG = System.getLogger(LeaseReads.class.getName());

  private final LeaseBook<V> book;
  private final LeaseContext context;

  LeaseReads(LeaseBook<V> book, LeaseContext context) {
    this.book = book;
    this.context = context;
  }

  void current(String key, CallPromise<Optional<LeaseSnapshot<V>>> promise) {
    ask(
        new LeaseQuery.Current(book.key(key)),
        promise,
        answer -> {
          if (answer instanceof Owned(var generation, var entries, var more)) {
            promise.complete(entries.stream().findFirst().map(this::snapshot));
          }
        });
  }

  void describe(String key, CallPromise<Optional<LeaseDescription<V>>> promise) {
    ask(
        new LeaseQuery.Describe(book.key(key)),
        promise,
        answer -> {
          if (answer instanceof Described(var entry, var heldNanos, var waiters)) {
            promise.complete(
                entry.map(
                    owned ->
                        new LeaseDescription<>(
                            snapshot(owned), Duration.ofNanos(heldNanos), waiters)));
          }
        });
  }

  void verify(LeaseClaim claim, CallPromise<VerifyResult> promise) {
    ask(
        new LeaseQuery.Verify(claim),
        promise,
        answer -> {
          if (answer instanceof Verified(var result)) {
            promise.complete(result);
          }
        });
  }

  void all(CallPromise<Map<String, LeaseSnapshot<V>>> promise) {
    long until = context.ports().clock().monotonicNanos() + context.ports().callTimeout().toNanos();
    new Pages(promise, until).next();
  }

  /** Raises {@link DsmException.Rejected} if the value cannot be read. */
  LeaseSnapshot<V> snapshot(Entry entry) {
    V value;
    try {
      value = book.codec().decode(entry.grant().value().bytes());
    } catch (RuntimeException unreadable) {
      throw new DsmException.Rejected(
          "the value of lease %s, set by %s, cannot be read (%s); run the same schema on all nodes"
              .formatted(entry.key(), entry.grant().owner(), unreadable),
          unreadable);
    }
    return new LeaseSnapshot<>(
        entry.key().key(),
        entry.grant().owner(),
        FencingToken.of(entry.grant().token()),
        value,
        entry.grant().renewals(),
        Duration.ofNanos(entry.remainingNanos()));
  }

  private void ask(LeaseQuery query, CallPromise<?> promise, Consumer<LeaseAnswer> reader) {
    CompletionStage<LeaseAnswer> asked = context.ports().gateway().ask(query);
    promise.waitsFor(asked);
    asked.whenComplete(
        (answer, failure) -> {
          if (failure != null) {
            context.callbacks().fail(promise, failure);
            return;
          }
          context
              .callbacks()
              .run(
                  () -> {
                    try {
                      reader.accept(answer);
                    } catch (DsmException.Rejected unreadable) {
                      promise.completeExceptionally(unreadable);
                    }
                  });
        });
  }

  /** Collects the pages of one collection; begins anew when owners change in between. */
  private final class Pages {
    private final CallPromise<Map<String, LeaseSnapshot<V>>> promise;
    private final long until;
    private final List<Entry> entries = new ArrayList<>();
    private long generation;

    Pages(CallPromise<Map<String, LeaseSnapshot<V>>> promise, long until) {
      this.promise = promise;
      this.until = until;
    }

    void next() {
      Optional<String> after =
          entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast().key().key());
      LeaseQuery page = new LeaseQuery.Page(book.spec().address(), after);
      if (!promise.isDone()) {
        context.node().locked(() -> ask(page, promise, this::page));
      }
    }

    private void page(LeaseAnswer answer) {
      if (!(answer instanceof Owned page)) {
        return;
      }
      boolean torn = !entries.isEmpty() && page.generation() != generation;
      generation = page.generation();
      if (torn) {
        entries.clear();
      } else {
        entries.addAll(page.entries());
      }
      if (!torn && !page.more()) {
        promise.complete(snapshots());
      } else if (context.ports().clock().monotonicNanos() < until) {
        next();
      } else {
        promise.completeExceptionally(
            new DsmException.Unavailable(
                "owners in %s changed faster than its pages could be read within %s; nothing is"
                        .formatted(book.spec().address(), context.ports().callTimeout())
                    + " known; read single keys, or try again"));
      }
    }

    private Map<String, LeaseSnapshot<V>> snapshots() {
      Map<String, LeaseSnapshot<V>> snapshots = new LinkedHashMap<>();
      for (Entry entry : entries) {
        try {
          snapshots.put(entry.key().key(), snapshot(entry));
        } catch (DsmException.Rejected unreadable) {
          LOG.log(WARNING, unreadable.getMessage());
        }
      }
      return snapshots;
    }
  }
}
