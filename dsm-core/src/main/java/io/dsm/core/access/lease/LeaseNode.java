// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.diagnostics.LeaseDiagnostics;
import io.dsm.lease.LeaseSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All lease collections of one node: opens them, and wakes in time to renew leases and to tell
 * their loss. Thread-safe; nothing blocks. What a lock guards is small: books change under it,
 * while questions about validity never take it.
 */
public final class LeaseNode {

  private static final System.Logger LOG = System.getLogger(LeaseNode.class.getName());

  private final Outbox outbox;
  private final LeasePorts ports;
  private final Callbacks callbacks;
  private final Renewals renewals;
  private final Arrivals arrivals;
  private final Places places;
  private final ObservedPauses pauses = new ObservedPauses();
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<String, LeaseHandle<?>> handles = new TreeMap<>();
  private Phase phase = Phase.NEW;
  private final WakePlan plan;
  private boolean hasAsked;
  private long lastTicket;

  private enum Phase {
    NEW,
    SERVING,
    RELEASING,
    CLOSED
  }

  public LeaseNode(LeasePorts given) {
    this.outbox = new Outbox(given.gateway());
    this.ports = given.through(outbox);
    this.callbacks = new Callbacks(ports.callbacks());
    this.renewals = new Renewals(ports, this);
    this.arrivals = new Arrivals(ports, this);
    this.places = new Places(ports, this);
    this.plan = new WakePlan(ports.clock(), ports.timers(), () -> locked(this::tick));
  }

  /**
   * Opens a collection, or returns the open one of an equal spec.
   *
   * @throws DsmException.Rejected if the address is open with other settings
   */
  @SuppressWarnings("unchecked") // an equal spec has the same value type
  public <V> LeaseQueue<V> open(LeaseSpec<V> spec, ValueCodec<V> codec) {
    return locked(
        () -> {
          LeaseHandle<?> present = handles.get(spec.address().toString());
          if (present == null) {
            pauses.check(spec).ifPresent(LeaseNode::warn);
            LeaseHandle<V> handle =
                new LeaseHandle<>(
                    new LeaseBook<>(spec, codec, ports.clock(), callbacks),
                    new LeaseContext(this, ports, callbacks, renewals));
            handles.put(spec.address().toString(), handle);
            return handle;
          }
          if (!present.book().spec().equals(spec)) {
            throw new DsmException.Rejected(
                "lease collection %s is open as %s; it was not opened again as %s; declare it once"
                    .formatted(spec.address(), present.book().spec(), spec));
          }
          return (LeaseQueue<V>) present;
        });
  }

  /** Calls are served from now on. */
  public void start() {
    locked(() -> phase = phase == Phase.NEW ? Phase.SERVING : phase);
  }

  /** A voter says that a lease was transferred to this node, or that its turn has come. */
  public void transferred(LeaseKey key, LeaseGrant grant, long consent) {
    locked(
        () -> {
          if (grant.origin() == LeaseGrant.Origin.IN_TURN) {
            turns(key.collection()).ifPresent(turns -> turns.arrived(key.key(), grant));
          } else {
            arrivals.arrived(key, grant, consent);
          }
        });
  }

  /** A voter says that an ownership of this node has ended. */
  public void revoked(LeaseClaim claim) {
    locked(
        () ->
            book(claim.key().collection())
                .filter(book -> book.held(claim) != null)
                .ifPresent(
                    book -> {
                      book.refused(claim, "the voters say that it ended, or that it must");
                      // If it was revoked, others need not wait for its term.
                      ports
                          .gateway()
                          .submit(
                              new LeaseCommand.Release(claim, ports.self()), ports.callTimeout());
                    }));
  }

  /** Another node wants to hand a lease over to this one. */
  public OfferReply offered(LeaseKey key) {
    return locked(
        () -> {
          Optional<LeaseBook<?>> book = book(key.collection());
          if (phase != Phase.SERVING) {
            return new OfferReply.Refused(ports.self() + " is not serving");
          }
          if (book.isEmpty()) {
            return new OfferReply.Refused(ports.self() + " has not opened " + key.collection());
          }
          return new OfferReply.Agreed(arrivals.expectOffered(book.get()));
        });
  }

  /** Something has changed around this node; leases may have been transferred to it unnoticed. */
  public void lookForTransfers() {
    locked(
        () -> {
          if (phase == Phase.SERVING && hasAsked) {
            arrivals.look();
          }
        });
  }

  /** Gives all leases up, takes no new ones, and tells the voters. */
  public CompletionStage<Void> releaseAll() {
    return locked(
        () -> {
          if (phase != Phase.SERVING) {
            return CompletableFuture.completedStage(null);
          }
          phase = Phase.RELEASING;
          turns().forEach(Turns::close);
          books().forEach(LeaseBook::releaseAll);
          if (!hasAsked) {
            return CompletableFuture.completedStage(null);
          }
          CompletableFuture<Void> promise = new CompletableFuture<>();
          ports
              .gateway()
              .submit(new LeaseCommand.ReleaseAll(ports.self()), ports.callTimeout())
              .whenComplete(
                  (outcome, failure) ->
                      callbacks.run(
                          () -> {
                            if (failure == null) {
                              promise.complete(null);
                            } else {
                              promise.completeExceptionally(failure);
                            }
                          }));
          return promise;
        });
  }

  /** Ends what is still held as lost. Idempotent. */
  public void close() {
    locked(
        () -> {
          phase = Phase.CLOSED;
          plan.cancel();
          turns().forEach(Turns::close);
          books().forEach(book -> book.loseAll("the node has closed"));
        });
  }

  /** A snapshot of each collection, by address. */
  public List<LeaseDiagnostics> diagnostics() {
    return locked(() -> handles.values().stream().map(LeaseHandle::diagnostics).toList());
  }

  boolean isServing() {
    return phase == Phase.SERVING;
  }

  /** Why nothing can be asked now; empty if it can, and then it is noted that something was. */
  Optional<DsmException> beginAsking() {
    if (phase == Phase.SERVING) {
      hasAsked = true;
      return Optional.empty();
    }
    String what = phase == Phase.NEW ? "has not been started" : "is stopping or has stopped";
    return Optional.of(
        new DsmException.Unavailable(
            "node %s %s; nothing was asked of the voters; use leases while it is running"
                .formatted(ports.self(), what)));
  }

  List<LeaseBook<?>> books() {
    return handles.values().stream().<LeaseBook<?>>map(LeaseHandle::book).toList();
  }

  List<Turns<?>> turns() {
    return handles.values().stream().<Turns<?>>map(LeaseHandle::turns).toList();
  }

  Optional<Turns<?>> turns(CollectionAddress address) {
    return Optional.ofNullable(handles.get(address.toString())).map(LeaseHandle::turns);
  }

  /** Number of the next asking for a place in a line. */
  long nextTicket() {
    return ++lastTicket;
  }

  /** This node waits in some line. */
  void watchPlaces() {
    places.watch();
  }

  /** This node wants to know now where it stands in a line. */
  void lookAtPlace(LeaseKey key) {
    places.ask(List.of(key));
  }

  Optional<LeaseBook<?>> book(CollectionAddress address) {
    return Optional.ofNullable(handles.get(address.toString())).map(LeaseHandle::book);
  }

  void locked(Runnable task) {
    locked(
        () -> {
          task.run();
          return Optional.empty();
        });
  }

  <T> T locked(Supplier<T> task) {
    lock.lock();
    try {
      return task.get();
    } finally {
      lock.unlock();
      if (!lock.isHeldByCurrentThread()) {
        outbox.flush();
      }
    }
  }

  private void tick() {
    long lateNanos = plan.woke();
    List<LeaseSpec<?>> specs = books().stream().<LeaseSpec<?>>map(LeaseBook::spec).toList();
    pauses.woke(lateNanos, specs).ifPresent(LeaseNode::warn);
    if (phase == Phase.CLOSED) {
      return;
    }
    if (!plan.isDue()) {
      plan.arm();
      return;
    }
    books().forEach(LeaseBook::loseExpired);
    if (phase == Phase.SERVING) {
      renewals.renewDue();
    }
    wakeSoon();
  }

  private static void warn(String what) {
    LOG.log(System.Logger.Level.WARNING, what);
  }

  /** Looks at all leases for the next moment at which something may be due. */
  void wakeSoon() {
    int held = 0;
    plan.look();
    for (LeaseBook<?> book : books()) {
      for (HeldLease<?> lease : book.held()) {
        held++;
        plan.add(nanosUntilConcern(book, lease), lease.timing().graceNanos());
      }
    }
    if (renewals.remembered() > held) {
      Set<LeaseClaim> claims = new HashSet<>();
      books().forEach(book -> book.held().forEach(lease -> claims.add(lease.claim())));
      renewals.retain(claims);
    }
    if (phase != Phase.CLOSED) {
      plan.arm();
    }
  }

  /** A lease has begun: the only news since the last look. */
  void wakeFor(LeaseBook<?> book, HeldLease<?> lease) {
    plan.add(nanosUntilConcern(book, lease), lease.timing().graceNanos());
    if (phase != Phase.CLOSED) {
      plan.arm();
    }
  }

  private long nanosUntilConcern(LeaseBook<?> book, HeldLease<?> lease) {
    return book.isAutonomous() && !renewals.isInFlight(lease)
        ? Math.min(lease.remainingNanos(), renewals.nanosUntilDue(book, lease))
        : lease.remainingNanos();
  }
}
