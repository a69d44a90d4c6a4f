// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import java.util.List;

/**
 * Which replicated log a cluster has: two clusters with the same names have different founders.
 *
 * @param founders the first voters, in order; never changes
 * @param roster the latest members known
 */
record Charter(List<VoterId> founders, Roster roster) {

  Charter {
    founders = founders.stream().sorted().toList();
  }

  /** The charter of a log that begins. */
  static Charter begin(List<VoterId> founders) {
    return new Charter(founders, Roster.ofFounders(founders));
  }

  Charter with(Roster later) {
    return new Charter(founders, later);
  }
}
