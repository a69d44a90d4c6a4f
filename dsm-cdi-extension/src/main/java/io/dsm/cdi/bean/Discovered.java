// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.cdi.event.ObserverSource;
import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Site;
import java.util.List;
import java.util.Optional;

/**
 * What an extension found in the deployment, as a bean of its own.
 *
 * @param sites all places that carry a DSM qualifier
 * @param observers the observers, where the extension could keep them
 */
public record Discovered(List<Site> sites, Optional<ObserverSource> observers) {

  public Discovered {
    sites = List.copyOf(sites);
  }

  /** The sites understood and merged. */
  public Declarations declarations() {
    return Declarations.of(sites);
  }
}
