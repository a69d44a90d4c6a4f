// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.command;

/** Who waits for an outcome. The engine only carries it around; the shell completes it. */
@FunctionalInterface
public interface Caller {

  /** A caller that does not wait. */
  Caller NOBODY = outcome -> {};

  /** Hands over the outcome. Called once, from any thread; returns at once and never throws. */
  void complete(Outcome outcome);
}
