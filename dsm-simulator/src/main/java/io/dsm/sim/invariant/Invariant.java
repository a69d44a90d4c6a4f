// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.world.World;

/** Judges a world in which all is quiet and connected and all nodes run. */
@FunctionalInterface
public interface Invariant {

  void judge(World world);
}
