// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.core.command.Command;
import io.dsm.core.transport.Outbound;
import io.dsm.register.WriteOptions.Acknowledgement;
import io.dsm.spi.probe.Probe;
import io.dsm.spi.probe.ProbeEvent;
import java.util.concurrent.atomic.LongAdder;

/**
 * Refuses writes at the door while so much waits to be sent that they would not be sent at once. A
 * write that waits for peers would mostly wait in vain; one that does not is left to repair, unless
 * the application wants to be slowed down by its network. Thread-safe.
 */
final class Admission {

  private final Outbound outbound;
  private final Probe probe;
  private final boolean everyWrite;
  private final LongAdder refused = new LongAdder();

  /**
   * @param everyWrite whether also writes are refused that nobody waits for
   */
  Admission(Outbound outbound, Probe probe, boolean everyWrite) {
    this.outbound = outbound;
    this.probe = probe;
    this.everyWrite = everyWrite;
  }

  /**
   * Lets a command pass or not.
   *
   * @throws DsmException.Overloaded if it must wait outside; nothing has happened
   */
  void admit(Command command) {
    if (outbound.isFull() && isSent(command)) {
      refused.increment();
      probe.observe(
          new ProbeEvent.WriteRefused(
              command.collection(), DsmException.Overloaded.Queue.OUTBOUND));
      throw new DsmException.Overloaded(
          DsmException.Overloaded.Queue.OUTBOUND,
          "collection "
              + command.collection()
              + " was not changed: more than "
              + outbound.queueBytes()
              + " bytes wait to be sent to peers, the most that setting 'outbound.queue-bytes'"
              + " allows; try again when the network has caught up");
    }
  }

  /** Writes refused here. */
  long refused() {
    return refused.sum();
  }

  private boolean isSent(Command command) {
    return switch (command) {
      case Command.Put put -> everyWrite || put.awaited().filter(Admission::needsPeers).isPresent();
      case Command.Remove _, Command.Update _, Command.Merge _ -> everyWrite;
      case Command.Export _ -> false;
    };
  }

  private static boolean needsPeers(Command.Awaited awaited) {
    return awaited.acknowledgement() != Acknowledgement.LOCAL;
  }
}
