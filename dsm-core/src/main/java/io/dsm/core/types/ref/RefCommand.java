// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

import io.dsm.CollectionAddress;
import java.util.Optional;

/**
 * Asks for a reference to be written.
 *
 * @param schema what the writer believes the values to be
 * @param expected what must be there, or nothing is written
 * @param value empty to delete
 */
public record RefCommand(
    CollectionAddress ref, String schema, Expected expected, Optional<RefBytes> value) {

  /** A condition on what is there. */
  public sealed interface Expected {

    /** No condition. */
    record Anything() implements Expected {}

    /** There is no value. */
    record Nothing() implements Expected {}

    /** There is a value. */
    record Something() implements Expected {}

    /** That value is there. */
    record Value(RefBytes value) implements Expected {}

    /** No greater token has written it; the token is remembered. */
    record NotOvertaken(long token) implements Expected {}

    /** Nothing was written since. */
    record Unchanged(long version) implements Expected {}
  }
}
