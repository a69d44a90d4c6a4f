// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.event;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Calls the observers of one collection, one event at a time, on the thread the stream brings.
 * Synchronous and asynchronous observers are called alike: no caller waits for either.
 */
final class Delivery {

  private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

  private final List<ObserverMethod<?>> observers;
  private final Annotation qualifier;
  private final ClassLoader loader;
  private final Instance<RequestContextController> requests;

  Delivery(
      List<ObserverMethod<?>> observers,
      Annotation qualifier,
      ClassLoader loader,
      Instance<RequestContextController> requests) {
    this.observers = observers;
    this.qualifier = qualifier;
    this.loader = loader;
    this.requests = requests;
  }

  void deliver(Object event) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      for (ObserverMethod<?> observer : observers) {
        if (raw(observer.getObservedType()).isInstance(event)) {
          inRequest(observer, event);
        }
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void inRequest(ObserverMethod<?> observer, Object event) {
    RequestContextController request = requests.get();
    boolean activated = request.activate();
    try {
      call(observer, event);
    } catch (RuntimeException failure) {
      LOG.log(
          Level.ERROR,
          "observer in "
              + observer.getBeanClass().getName()
              + " of "
              + qualifier
              + " failed; this event is lost to it, later ones are delivered",
          failure);
    } finally {
      if (activated) {
        request.deactivate();
      }
      requests.destroy(request);
    }
  }

  @SuppressWarnings("unchecked")
  private void call(ObserverMethod<?> observer, Object event) {
    // Its observed type was matched against the event, and the extension checked the type argument.
    ((ObserverMethod<Object>) observer).notify(event);
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      case Type _ -> Object.class;
    };
  }
}
