// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.crdt.VersionVector;
import java.util.List;

/** Answers to a {@link RangeQuery}. */
public sealed interface RangeResult {

  /**
   * To Open.
   *
   * @param known what the answerer knew then
   */
  record Opened(VersionVector known, List<Summary> collections) implements RangeResult {}

  /**
   * One collection of the answerer.
   *
   * @param entries tombstones included
   * @param sum over all of them
   */
  record Summary(Tag tag, int entries, long sum) {}

  /** To anything: not now, or not here. Ask somebody else, or later. */
  record Busy() implements RangeResult {}

  /** To Compare: one part for each range asked about, but for the last ones if it got too much. */
  record Compared(List<Part> parts) implements RangeResult {}

  /** What is in a range. */
  sealed interface Part {}

  /** A wide range: the sums of the ranges it falls into, in brief; 0 where nothing is. */
  record Sums(int[] sums) implements Part {}

  /**
   * A narrow range: its entries, each told from the others by its suffix, their shares in brief.
   */
  record Entries(int[] suffixes, int[] shares) implements Part {}

  /**
   * To Fetch.
   *
   * @param next the least hash that was not sent; 0 if all of the range was
   */
  record Fetched(List<Operation> entries, long next) implements RangeResult {}

  /**
   * To Exchange.
   *
   * @param entries newer here
   * @param answered how many of the items; ask again about the others
   * @param lacking positions of the items of which the asker has something newer
   */
  record Exchanged(List<Operation> entries, int answered, List<Integer> lacking)
      implements RangeResult {}

  /**
   * To Push.
   *
   * @param refused whether an entry was not taken, because its stamp is too far ahead
   */
  record Pushed(boolean refused) implements RangeResult {}

  /** To Close. */
  record Closed() implements RangeResult {}
}
