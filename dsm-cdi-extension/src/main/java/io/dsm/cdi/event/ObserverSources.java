// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.event;

import io.dsm.cdi.model.Declaration;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** Chooses how observers are found in the container at hand. */
public final class ObserverSources {

  private ObserverSources() {}

  /** What an extension kept, else what ArC answers. */
  public static ObserverSource choose(Optional<ObserverSource> kept) {
    return kept.orElseGet(() -> arcIsPresent() ? new ArcObservers() : ObserverSources::refuse);
  }

  private static boolean arcIsPresent() {
    try {
      Class.forName("io.quarkus.arc.Arc", false, ObserverSources.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  private static List<ObserverMethod<?>> refuse(Declaration declaration, Type valueType) {
    throw new DeploymentException(
        "this container gives no access to the observers of "
            + declaration.shown()
            + "; they would never be called; use watch(..) on the handle instead, or a container"
            + " that runs portable extensions");
  }
}
