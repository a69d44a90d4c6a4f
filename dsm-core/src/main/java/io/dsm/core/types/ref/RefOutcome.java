// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

/** What a write came to. */
public sealed interface RefOutcome {

  /** It is written, as that version. */
  record Written(long version) implements RefOutcome {}

  /**
   * The condition does not hold; nothing changed.
   *
   * @param whole whether the value, if any, is in the cell and not left out for its size
   */
  record Conflict(RefCell present, boolean whole) implements RefOutcome {}

  /** A greater token has written it; nothing changed. */
  record Overtaken(long greatest) implements RefOutcome {}

  /** Others have written values of another schema; nothing changed. */
  record OtherSchema(String present) implements RefOutcome {}

  /** A bound of the state is reached; nothing changed. */
  record Full(String bound) implements RefOutcome {}
}
