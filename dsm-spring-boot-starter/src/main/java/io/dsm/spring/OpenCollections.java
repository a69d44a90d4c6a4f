// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.DsmRuntime;
import io.dsm.cdi.config.CollectionPlan;
import io.dsm.cdi.lifecycle.CollectionOpener;

/** Opens collections on the node when their beans are created, which is before the node starts. */
final class OpenCollections {

  private final CollectionOpener opener;

  OpenCollections(DsmRuntime runtime, SpringParts parts, ClassLoader loader) {
    this.opener = new CollectionOpener(runtime, parts, loader);
  }

  Object open(CollectionPlan plan) {
    return opener.open(plan);
  }
}
