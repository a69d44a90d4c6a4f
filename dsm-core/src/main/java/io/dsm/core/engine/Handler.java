// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

/** Handles one kind of event: changes the state, adds effects. */
@FunctionalInterface
interface Handler<E extends Event> {
  void handle(E event, Moment now, Effects out);
}
