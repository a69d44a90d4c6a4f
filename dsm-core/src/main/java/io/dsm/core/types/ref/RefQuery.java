// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import java.util.List;

/** What can be asked about references. */
public sealed interface RefQuery {

  /** What a reference holds. */
  record Read(CollectionAddress ref, String schema) implements RefQuery {}

  /**
   * What is newer than a member knows; and please tell it of changes from now on, for a while.
   *
   * @param known what it has, by reference
   */
  record Follow(Member member, List<Known> known) implements RefQuery {
    public Follow {
      known = List.copyOf(known);
    }
  }

  /** A reference and the newest version somebody knows of it. */
  record Known(CollectionAddress ref, long version) {}
}
