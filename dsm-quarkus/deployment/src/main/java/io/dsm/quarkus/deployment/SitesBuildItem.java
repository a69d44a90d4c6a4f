// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Site;
import io.quarkus.builder.item.SimpleBuildItem;
import java.util.List;

/** Every place of the application that carries a DSM qualifier, and what they declare together. */
public final class SitesBuildItem extends SimpleBuildItem {

  private final List<Site> sites;
  private final Declarations declarations;

  SitesBuildItem(List<Site> sites) {
    this.sites = sites.stream().distinct().toList();
    this.declarations = Declarations.of(this.sites);
  }

  /** The places, each once. */
  public List<Site> sites() {
    return sites;
  }

  /** The collections they declare, and what is wrong with them. */
  public Declarations declarations() {
    return declarations;
  }
}
