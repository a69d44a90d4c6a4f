// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

import java.util.List;

/** Answer to a query. */
public sealed interface RefAnswer {

  /** What the reference holds. */
  record Holds(RefCell cell) implements RefAnswer {}

  /** Others have written values of another schema. */
  record OtherSchema(String present) implements RefAnswer {}

  /**
   * What is newer than known.
   *
   * @param more whether the answer was cut for its size
   */
  record Newer(List<RefChanged> changes, boolean more) implements RefAnswer {
    public Newer {
      changes = List.copyOf(changes);
    }
  }
}
