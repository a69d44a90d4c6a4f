// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import io.dsm.cluster.Member;
import io.dsm.crdt.Dot;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import java.util.Optional;
import java.util.Set;

/** A mutation of the eventual tier that a node said it has made. */
public sealed interface Operation {

  String key();

  Member by();

  /** Its place among all mutations of that life. */
  long number();

  /** Whether a replica that knows so much has it. */
  default boolean isKnownTo(VersionVector known) {
    return number() <= known.of(by());
  }

  /** A register was written. */
  record Put(String key, Member by, long number, String value, Version version, boolean isTemporary)
      implements Operation {}

  /**
   * A register was removed.
   *
   * @param above a version that the tombstone's is above; nobody is told the tombstone's own
   */
  record Removal(String key, Member by, long number, Optional<Version> above)
      implements Operation {}

  /** Something was added to a counter. */
  record Addition(String key, Member by, long number, long amount) implements Operation {}

  /** An element was added to a set. */
  record Insertion(String key, Member by, long number, String element) implements Operation {}

  /**
   * An element was removed from a set.
   *
   * @param removed the insertions that the replica held and then held no more
   */
  record Deletion(String key, Member by, long number, String element, Set<Dot> removed)
      implements Operation {

    /** Whether it undid that insertion, or a later one of the same origin in its place. */
    public boolean undid(Insertion insertion) {
      return element.equals(insertion.element())
          && removed.stream()
              .anyMatch(
                  dot ->
                      dot.origin().equals(insertion.by()) && dot.counter() >= insertion.number());
    }
  }
}
