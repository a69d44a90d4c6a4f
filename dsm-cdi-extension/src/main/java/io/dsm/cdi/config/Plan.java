// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.cdi.model.Problem;
import java.util.List;

/** What to do with a deployment. */
public sealed interface Plan {

  /** Build this node and open these collections. */
  record Ready(NodePlan node, List<CollectionPlan> collections) implements Plan {
    public Ready {
      collections = List.copyOf(collections);
    }
  }

  /** Do nothing, because {@code dsm.enabled} is false. */
  record Disabled() implements Plan {}

  /** Refuse to deploy. */
  record Wrong(List<Problem> problems) implements Plan {
    public Wrong {
      problems = List.copyOf(problems);
    }
  }
}
