// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.event;

import io.dsm.cdi.model.Declaration;
import io.dsm.cdi.model.ReflectedTypes;
import io.quarkus.arc.Arc;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks ArC, which alone lets observers be resolved by type: a portable lookup takes an event object
 * and so cannot tell {@code Change<RouteHint>} from {@code Change<Flag>}.
 */
final class ArcObservers implements ObserverSource {

  @Override
  public List<ObserverMethod<?>> of(Declaration declaration, Type valueType) {
    Set<ObserverMethod<?>> found = new LinkedHashSet<>();
    for (Class<?> part : declaration.kind().event().getPermittedSubclasses()) {
      Type event = ReflectedTypes.generic(part, valueType);
      found.addAll(
          Arc.container()
              .resolveObserverMethods(event, declaration.kind().literal(declaration.name())));
    }
    List<ObserverMethod<?>> ordered = new ArrayList<>(found);
    ordered.removeIf(observer -> !ObserverSource.names(observer, declaration));
    ordered.sort(Comparator.comparingInt(ObserverMethod::getPriority));
    return ordered;
  }
}
