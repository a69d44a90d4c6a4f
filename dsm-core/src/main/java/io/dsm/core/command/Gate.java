// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.command;

/** Where commands of handles enter the node. Thread-safe. */
public interface Gate {

  /**
   * Raises {@link io.dsm.DsmException.Unavailable} unless the node is running. Wait-free.
   *
   * @param what is asked for, for the message
   */
  void requireRunning(String what);

  /**
   * Carries out a command and returns its outcome, which is never {@link Outcome.Failed}: failures
   * are raised. Waits only while another thread is in the loop.
   */
  Outcome carryOut(Command command);

  /** Carries out a command now or soon; nobody is told what became of it. Never waits. */
  void submit(Command command);
}
