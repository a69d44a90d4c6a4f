// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.event;

import io.dsm.cdi.model.Declaration;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.reflect.Type;
import java.util.List;

/** Finds the observers of a collection. */
@FunctionalInterface
public interface ObserverSource {

  /**
   * The observers of that name, in the order they are to be called.
   *
   * @param valueType type argument of the collection, loaded
   */
  List<ObserverMethod<?>> of(Declaration declaration, Type valueType);

  /** Whether an observer asks for the collection by name. */
  static boolean names(ObserverMethod<?> observer, Declaration declaration) {
    return observer.getObservedQualifiers().stream()
        .flatMap(qualifier -> declaration.kind().nameIn(qualifier).stream())
        .anyMatch(declaration.name()::equals);
  }
}
