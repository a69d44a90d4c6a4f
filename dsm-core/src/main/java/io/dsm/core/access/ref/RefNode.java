// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.types.ref.RefAnswer;
import io.dsm.core.types.ref.RefChanged;
import io.dsm.core.types.ref.RefLimits;
import io.dsm.core.types.ref.RefQuery;
import io.dsm.ref.Ref;
import io.dsm.ref.RefSpec;
import io.dsm.spi.time.Timers.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All references of one node: opens them, and keeps up with those somebody listens to by asking the
 * leader again and again what is newer, which also makes the leader tell changes at once.
 * Thread-safe; nothing blocks.
 */
public final class RefNode {

  /** A third of what the leader remembers, so that two questions in a row may get lost. */
  private static final long FOLLOW_NANOS = 1_000_000_000;

  private final RefPorts ports;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<String, RefHandle<?>> handles = new TreeMap<>();
  private Phase phase = Phase.NEW;
  private Timer timer = () -> {};
  private boolean asking;
  private boolean askAgain;

  private enum Phase {
    NEW,
    SERVING,
    CLOSED
  }

  public RefNode(RefPorts ports) {
    this.ports = ports;
  }

  /**
   * Opens a reference, or returns the open one of an equal spec.
   *
   * @throws DsmException.Rejected if the address is open with other settings
   */
  @SuppressWarnings("unchecked") // an equal spec has the same value type
  public <V> Ref<V> open(RefSpec<V> spec, ValueCodec<V> codec) {
    return locked(
        () -> {
          RefHandle<?> present = handles.get(spec.address().toString());
          if (present == null) {
            RefHandle<V> handle = new RefHandle<>(new RefCalls<>(spec, codec, ports, this));
            handles.put(spec.address().toString(), handle);
            return handle;
          }
          if (!present.spec().equals(spec)) {
            throw new DsmException.Rejected(
                "reference %s is open as %s; it was not opened again as %s; declare it once"
                    .formatted(spec.address(), present.spec(), spec));
          }
          return (Ref<V>) present;
        });
  }

  /** Whether an address is open as a reference. */
  public boolean contains(CollectionAddress address) {
    return locked(() -> handles.containsKey(address.toString()));
  }

  /** Whether any reference is open. */
  public boolean isEmpty() {
    return locked(handles::isEmpty);
  }

  /** Calls are served from now on. */
  public void start() {
    locked(
        () -> {
          if (phase == Phase.NEW) {
            phase = Phase.SERVING;
            follow();
          }
          return phase;
        });
  }

  /** Calls are served no more; watchers hear nothing any more. Idempotent. */
  public void close() {
    locked(
        () -> {
          phase = Phase.CLOSED;
          timer.cancel();
          return phase;
        });
  }

  /** The leader tells of a change. */
  public void told(RefChanged change) {
    locked(
        () -> {
          RefHandle<?> handle = handles.get(change.ref().toString());
          if (handle != null && phase == Phase.SERVING) {
            handle.feed().changed(change.cell());
          }
          return phase;
        });
  }

  /** Why nothing can be asked now; empty if it can. */
  Optional<DsmException> refusal() {
    Phase now = locked(() -> phase);
    if (now == Phase.SERVING) {
      return Optional.empty();
    }
    String what = now == Phase.NEW ? "has not been started" : "is stopping or has stopped";
    return Optional.of(
        new DsmException.Unavailable(
            "node %s %s; nothing was asked of the voters; use references while it is running"
                .formatted(ports.self(), what)));
  }

  /** Asks what is newer, now; and goes on while anybody listens. */
  void follow() {
    locked(
        () -> {
          if (asking) {
            askAgain = true;
          } else if (phase == Phase.SERVING) {
            ask();
          }
          return phase;
        });
  }

  <T> T locked(Supplier<T> task) {
    lock.lock();
    try {
      return task.get();
    } finally {
      lock.unlock();
    }
  }

  private void ask() {
    List<RefQuery.Known> known = new ArrayList<>();
    List<RefFeed<?>> asked = new ArrayList<>();
    for (RefHandle<?> handle : handles.values()) {
      if (handle.feed().isHeard() && known.size() < RefLimits.FOLLOWED) {
        known.add(new RefQuery.Known(handle.spec().address(), handle.feed().newest().version()));
        asked.add(handle.feed());
      }
    }
    if (known.isEmpty()) {
      return;
    }
    asking = true;
    askAgain = false;
    timer.cancel();
    long askedAtNanos = ports.clock().monotonicNanos();
    ports
        .gateway()
        .ask(new RefQuery.Follow(ports.self(), known))
        .whenComplete((answer, failure) -> answered(asked, askedAtNanos, answer));
  }

  private void answered(List<RefFeed<?>> asked, long askedAtNanos, RefAnswer answer) {
    locked(
        () -> {
          asking = false;
          if (phase != Phase.SERVING) {
            return phase;
          }
          boolean soon = askAgain;
          if (answer instanceof RefAnswer.Newer(var changes, var more)) {
            changes.forEach(this::told);
            if (!more) {
              asked.forEach(feed -> feed.confirmed(askedAtNanos));
            }
            soon |= more;
          }
          if (soon) {
            ask();
          } else {
            timer = ports.timers().after(FOLLOW_NANOS, this::follow);
          }
          return phase;
        });
  }
}
