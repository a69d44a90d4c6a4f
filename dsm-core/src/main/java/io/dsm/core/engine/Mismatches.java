// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Declaration;
import org.jspecify.annotations.Nullable;

/** Words for declarations that differ. */
final class Mismatches {

  private Mismatches() {}

  static String message(Declaration ours, @Nullable Declaration theirs, Member sender) {
    return "collection "
        + ours.address()
        + " is "
        + describe(ours)
        + " on this node but "
        + (theirs == null ? "declared otherwise" : describe(theirs))
        + " on "
        + sender
        + "; data from there is not applied here; declare the collection alike on all nodes";
  }

  private static String describe(Declaration declaration) {
    return "'" + declaration.kind() + "' with schema '" + declaration.schemaId() + "'";
  }
}
