// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.durable;

import io.dsm.DsmException;
import io.dsm.core.replication.Operation;
import java.util.function.Consumer;

/** Where changes of durable collections go. Called by the loop only; never blocks on the disk. */
public interface ChangeJournal {

  /** Takes a change; its number is one more than that of the last change taken. */
  void persist(long number, Operation operation);

  /**
   * Runs one of two when it is known whether everything up to a number is durable: at once, or on
   * the journal's executor.
   *
   * @param otherwise takes why it will never be known to be
   */
  void whenDurable(long number, Runnable then, Consumer<DsmException> otherwise);

  /** Of a node without durable collections, which is never asked. */
  ChangeJournal NONE =
      new ChangeJournal() {
        @Override
        public void persist(long number, Operation operation) {
          throw new IllegalStateException("no journal is open for " + operation.tag());
        }

        @Override
        public void whenDurable(long number, Runnable then, Consumer<DsmException> otherwise) {
          otherwise.accept(new DsmException.Indeterminate("no journal is open on this node"));
        }
      };
}
