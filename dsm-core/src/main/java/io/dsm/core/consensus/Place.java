// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

/**
 * Where a node sits in the log of its cluster.
 *
 * @param self who it is as a voter
 * @param charter the log and its members
 * @param remembered whether the log of this voter has been begun before
 * @param begun to be told when it has been begun
 * @param left to be told when a log has ended, because its voter is no member any more
 */
record Place(VoterId self, Charter charter, boolean remembered, Runnable begun, Runnable left) {

  boolean isMember() {
    return charter.roster().contains(self);
  }
}
