// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.DsmRuntime.LifecycleState;
import io.dsm.core.command.Command;
import io.dsm.core.command.Gate;
import io.dsm.core.command.Outcome;
import java.util.concurrent.atomic.AtomicReference;

/** Where the node is in its life, and the gate that opens and closes with it. */
final class Life implements Gate {

  private final AtomicReference<LifecycleState> state = new AtomicReference<>(LifecycleState.NEW);
  private final EventualTier tier;
  private final Admission admission;

  Life(EventualTier tier, Admission admission) {
    this.tier = tier;
    this.admission = admission;
  }

  LifecycleState state() {
    return state.get();
  }

  /** Moves on; false if the node is not where it would come from. */
  boolean move(LifecycleState from, LifecycleState to) {
    return state.compareAndSet(from, to);
  }

  @Override
  public void requireRunning(String what) {
    LifecycleState now = state.getPlain();
    if (now != LifecycleState.RUNNING && state.get() != LifecycleState.RUNNING) {
      throw notRunning(what, state.get());
    }
  }

  @Override
  public Outcome carryOut(Command command) {
    admission.admit(command);
    Outcome outcome = tier.carryOut(command);
    if (outcome instanceof Outcome.Failed(DsmException reason)) {
      throw reason;
    }
    return outcome;
  }

  @Override
  public void submit(Command command) {
    tier.submit(command);
  }

  private static DsmException notRunning(String what, LifecycleState now) {
    String advice =
        switch (now) {
          case NEW, STARTING -> "call start() first and wait until it returns";
          case RUNNING -> "try again";
          case STOPPING, STOPPED -> "the node will not serve again; use another one";
        };
    return new DsmException.Unavailable(
        what + " was refused: the node is " + now + "; nothing was done; " + advice);
  }
}
