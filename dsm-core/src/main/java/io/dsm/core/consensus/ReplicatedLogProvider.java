// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

/** Makes replicated logs. Found by {@link java.util.ServiceLoader}. */
@FunctionalInterface
public interface ReplicatedLogProvider {

  /** A log that has not been started. */
  ReplicatedLog open(ReplicatedLogSettings settings, StateMachine stateMachine);
}
