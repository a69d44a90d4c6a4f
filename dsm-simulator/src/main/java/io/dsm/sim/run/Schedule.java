// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.run;

import java.util.BitSet;

/**
 * Which steps of a storm happen: each step is an operation, a turn of the faults, or both. Time
 * passes in every step, and what a step does depends on the seed and its number only, so that
 * others can be left out.
 */
public final class Schedule {

  private final BitSet operations;
  private final BitSet faults;
  private final int steps;

  private Schedule(BitSet operations, BitSet faults, int steps) {
    this.operations = operations;
    this.faults = faults;
    this.steps = steps;
  }

  /** Everything. */
  static Schedule all(int steps) {
    BitSet every = new BitSet();
    every.set(1, steps + 1);
    return new Schedule(every, (BitSet) every.clone(), steps);
  }

  /** The same up to a step. */
  Schedule until(int step) {
    BitSet first = new BitSet();
    first.set(0, step + 1);
    BitSet fewerOperations = (BitSet) operations.clone();
    fewerOperations.and(first);
    BitSet fewerFaults = (BitSet) faults.clone();
    fewerFaults.and(first);
    return new Schedule(fewerOperations, fewerFaults, Math.min(steps, step));
  }

  Schedule withOperations(BitSet kept) {
    return new Schedule((BitSet) kept.clone(), faults, steps);
  }

  Schedule withFaults(BitSet kept) {
    return new Schedule(operations, (BitSet) kept.clone(), steps);
  }

  public int steps() {
    return steps;
  }

  public BitSet operations() {
    return (BitSet) operations.clone();
  }

  public BitSet faults() {
    return (BitSet) faults.clone();
  }

  boolean operates(int step) {
    return operations.get(step);
  }

  boolean fails(int step) {
    return faults.get(step);
  }
}
