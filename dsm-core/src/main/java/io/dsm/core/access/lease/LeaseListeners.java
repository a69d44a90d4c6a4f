// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import static java.lang.System.Logger.Level.WARNING;

import io.dsm.CollectionAddress;
import io.dsm.lease.LeaseEvent;
import io.dsm.lease.LeaseListener;
import io.dsm.stream.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listeners of one collection. */
final class LeaseListeners<V> {

  private static final System.Logger LOG = System.getLogger(LeaseListeners.class.getName());

  private final CollectionAddress address;
  private final Callbacks callbacks;
  private final List<LeaseListener<V>> listeners = new CopyOnWriteArrayList<>();

  LeaseListeners(CollectionAddress address, Callbacks callbacks) {
    this.address = address;
    this.callbacks = callbacks;
  }

  Subscription add(LeaseListener<V> listener) {
    // A listener of its own for each subscription: adding one twice must not end both.
    LeaseListener<V> added = event -> listener.onEvent(event);
    listeners.add(added);
    return () -> listeners.remove(added);
  }

  /** Queues the event for those who listen now; called in the order of events. */
  void publish(LeaseEvent<V> event) {
    for (LeaseListener<V> listener : listeners) {
      callbacks.run(() -> deliver(listener, event));
    }
  }

  private void deliver(LeaseListener<V> listener, LeaseEvent<V> event) {
    if (!listeners.contains(listener)) {
      return;
    }
    try {
      listener.onEvent(event);
    } catch (RuntimeException broken) {
      LOG.log(
          WARNING,
          () ->
              "a lease listener of "
                  + address
                  + " failed; the event counts as delivered; correct the listener",
          broken);
    }
  }
}
