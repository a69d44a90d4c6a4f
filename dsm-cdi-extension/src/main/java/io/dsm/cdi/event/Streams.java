// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.event;

import io.dsm.cdi.config.CollectionPlan;
import io.dsm.cdi.model.Declaration;
import io.dsm.crdt.CrdtCollection;
import io.dsm.lease.LeaseCollection;
import io.dsm.ref.Ref;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The running streams from collections to observers. */
@ApplicationScoped
public class Streams {

  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  @Inject Instance<RequestContextController> requests;

  /** Begins to deliver the changes of a collection, if anybody observes it. */
  public void begin(
      CollectionPlan plan, Object collection, ObserverSource source, ClassLoader loader) {
    Declaration declaration = plan.declaration();
    if (declaration.observed()) {
      Delivery delivery =
          new Delivery(
              source.of(declaration, plan.valueType()),
              declaration.kind().literal(declaration.name()),
              loader,
              requests);
      subscriptions.add(subscribe(collection, delivery));
    }
  }

  private static Subscription subscribe(Object collection, Delivery delivery) {
    return switch (collection) {
      case RegisterCollection<?> register -> register.watch(delivery::deliver);
      case CrdtCollection<?> crdt -> crdt.watch(delivery::deliver);
      case LeaseCollection<?> lease -> lease.listen(delivery::deliver);
      case Ref<?> ref -> ref.watch(delivery::deliver);
      case Object other -> throw new IllegalArgumentException("not a collection: " + other);
    };
  }

  /** Ends all deliveries. */
  public void end() {
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }
}
