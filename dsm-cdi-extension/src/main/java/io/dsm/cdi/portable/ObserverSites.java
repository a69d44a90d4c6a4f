// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.portable;

import io.dsm.cdi.model.Places;
import io.dsm.cdi.model.ReflectedTypes;
import io.dsm.cdi.model.Site;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.util.Optional;

/** Reads observers. */
final class ObserverSites {

  private ObserverSites() {}

  static Optional<Site> of(ProcessObserverMethod<?, ?> event) {
    ObserverMethod<?> observer = event.getObserverMethod();
    return DsmPortableExtension.Named.in(observer.getObservedQualifiers())
        .map(
            named ->
                new Site(
                    named.kind(),
                    named.name(),
                    ReflectedTypes.nameOf(observer.getObservedType()),
                    true,
                    where(observer, event.getAnnotatedMethod())));
  }

  private static String where(ObserverMethod<?> observer, AnnotatedMethod<?> method) {
    int position =
        method.getParameters().stream()
            .filter(ObserverSites::isEvent)
            .mapToInt(AnnotatedParameter::getPosition)
            .findFirst()
            .orElse(0);
    return Places.parameter(
        observer.getBeanClass().getName(), method.getJavaMember().getName(), position);
  }

  private static boolean isEvent(AnnotatedParameter<?> parameter) {
    return parameter.isAnnotationPresent(Observes.class)
        || parameter.isAnnotationPresent(ObservesAsync.class);
  }
}
