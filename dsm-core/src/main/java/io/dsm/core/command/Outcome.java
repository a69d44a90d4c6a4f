// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.command;

import io.dsm.DsmException;
import io.dsm.register.Version;
import java.util.Optional;

/** What came of a command. */
public sealed interface Outcome {

  /** A register was written under this version. */
  record Written(Version version) implements Outcome {}

  /** Nothing was written: this replica holds another version than was expected. */
  record NotExpected(Optional<Version> present) implements Outcome {}

  /** A removal was carried out; tells whether the key was present here. */
  record Removed(boolean wasPresent) implements Outcome {}

  /** A CRDT was updated; carries its state after the step. */
  record Updated(Object state) implements Outcome {}

  /** A delta was joined. */
  record Merged() implements Outcome {}

  /** What was exported. */
  record Exported(byte[] delta) implements Outcome {}

  /** The command, or the waiting for it, failed. */
  record Failed(DsmException reason) implements Outcome {}
}
