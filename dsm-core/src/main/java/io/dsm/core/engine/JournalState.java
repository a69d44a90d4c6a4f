// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

/** Whether the journal takes changes of durable collections. */
public sealed interface JournalState {

  /** It does. */
  record Accepting() implements JournalState {}

  /** Too much waits to be synced: later. */
  record Behind() implements JournalState {}

  /**
   * Not in this life any more.
   *
   * @param reason what went wrong and what to do
   */
  record Failed(String reason) implements JournalState {}
}
