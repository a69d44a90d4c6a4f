// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.core.repair.digest.RangeDigest;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.register.Version;
import org.jspecify.annotations.Nullable;

/** What the healing path sees of the local replica of one collection. Belongs to the engine. */
public interface Reconcilable {

  Tag tag();

  /** Sums and keys, tombstones included, up to date when this returns. */
  RangeDigest digest();

  /** What the entry at a key adds to the sums; 0 if there is none. */
  long share(String key);

  /** The write that won a register, null if there is none; null for CRDTs, which have no order. */
  @Nullable Version version(String key);

  /** Whether entries are ordered by a version, so that one of two is enough. */
  boolean isOrdered();

  /** The entry at a key as an operation, null if there is none. */
  @Nullable Operation operation(String key);
}
