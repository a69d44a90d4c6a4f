// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import java.util.List;

/**
 * What DSM puts into a log entry. MicroRaft adds one more kind of its own, the change of members.
 */
public sealed interface Operation {

  /**
   * A command of the state machine.
   *
   * @param bytes not changed by anyone
   */
  record Command(byte[] bytes) implements Operation {
    @Override
    public String toString() {
      return "Command[" + bytes.length + " bytes]";
    }
  }

  /**
   * Commands that came together and are applied one after another.
   *
   * @param commands at least one; not changed by anyone
   */
  record Batch(List<byte[]> commands) implements Operation {
    public Batch {
      commands = List.copyOf(commands);
    }

    @Override
    public String toString() {
      return "Batch[" + commands.size() + " commands]";
    }
  }

  /** The entry with which a new leader begins its term. The state machine never sees it. */
  record NewTerm() implements Operation {}
}
