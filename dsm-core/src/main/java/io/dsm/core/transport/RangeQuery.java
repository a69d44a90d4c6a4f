// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.CollectionAddress;
import io.dsm.core.repair.digest.Range;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replica asks another one to become equal with it, range by range. The asker holds all
 * state of the exchange: every question can be asked again, or of somebody else.
 */
public sealed interface RangeQuery {

  /**
   * What do you know, and what do your collections hold?
   *
   * @param only collections asked about; empty for all
   */
  record Open(List<CollectionAddress> only) implements RangeQuery {}

  /** What are the sums within these ranges, or what is in them if they are narrow? */
  record Compare(Tag tag, List<Range> ranges) implements RangeQuery {}

  /**
   * Everything in a range, in pieces.
   *
   * @param from the least hash wanted now, as an unsigned number
   */
  record Fetch(Tag tag, Range range, long from) implements RangeQuery {}

  /** These entries differ: send those that are newer with you, and say which you lack. */
  record Exchange(Tag tag, List<Item> items) implements RangeQuery {}

  /**
   * An entry that differs.
   *
   * @param suffix tells it from others in its range
   * @param held whether the asker has one at all
   * @param version of the asker's; null if it has none or there is no order
   */
  record Item(Range range, int suffix, boolean held, @Nullable Version version) {}

  /** Take these, which you lack. */
  record Push(List<Operation> entries) implements RangeQuery {}

  /**
   * Both hold the same now.
   *
   * @param known what the asker knew when it began; nothing if it may not be taken over
   * @param collections what was compared
   */
  record Close(VersionVector known, List<CollectionAddress> collections) implements RangeQuery {}
}
