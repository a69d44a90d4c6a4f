// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import java.util.Map;

/**
 * A specification with constants, and what its check must come to.
 *
 * @param name in a few words
 * @param module specification and configuration of that name
 * @param constants what differs from the configuration
 */
record Model(String name, String module, Map<String, String> constants, Expectation expectation) {

  Model {
    constants = Map.copyOf(constants);
  }

  /** What a check must come to. */
  sealed interface Expectation {

    /** Nothing is violated, in at least so many distinct states. */
    record Holds(long leastStates) implements Expectation {}

    /** This invariant or property is violated. */
    record Breaks(String property) implements Expectation {}
  }

  static Model holds(String module, String name, long leastStates, Map<String, String> constants) {
    return new Model(name, module, constants, new Expectation.Holds(leastStates));
  }

  static Model breaks(String module, String name, String property, Map<String, String> constants) {
    return new Model(name, module, constants, new Expectation.Breaks(property));
  }

  /** Whether it stands for the product, not for a mistake. */
  boolean isFaithful() {
    return expectation instanceof Expectation.Holds;
  }

  @Override
  public String toString() {
    return module + ": " + name;
  }
}
