// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.probe;

/**
 * Observes a node. Called on any thread, also concurrently; must return at once and never throw.
 */
@FunctionalInterface
public interface Probe {

  /** A probe that looks away. */
  Probe NONE = event -> {};

  /** Something happened. */
  void observe(ProbeEvent event);
}
