// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.build;

import io.dsm.cdi.bean.Discovered;
import io.dsm.cdi.model.SiteText;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import java.util.Optional;

/** Reads back, in the application, what was discovered when it was built. */
public class DiscoveredCreator implements SyntheticBeanCreator<Discovered> {

  @Override
  public Discovered create(Instance<Object> lookup, Parameters parameters) {
    return new Discovered(
        SiteText.read(parameters.get(DsmBuildExtension.SITES, String[].class)), Optional.empty());
  }
}
