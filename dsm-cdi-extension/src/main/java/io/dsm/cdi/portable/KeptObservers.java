// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.portable;

import io.dsm.cdi.event.ObserverSource;
import io.dsm.cdi.model.Declaration;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The observers seen at deployment. Written while deploying, read afterwards. */
final class KeptObservers implements ObserverSource {

  private final List<ObserverMethod<?>> kept = new ArrayList<>();

  void keep(ObserverMethod<?> observer) {
    kept.add(observer);
  }

  @Override
  public List<ObserverMethod<?>> of(Declaration declaration, Type valueType) {
    return kept.stream()
        .filter(observer -> ObserverSource.names(observer, declaration))
        .sorted(Comparator.comparingInt(ObserverMethod::getPriority))
        .toList();
  }
}
