// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.cluster.NodeId;
import io.dsm.lease.TransferResult;
import io.dsm.sim.invariant.Ownerships.Ownership;
import io.dsm.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * L6: a transfer leaves exactly one of old owner, new owner and nobody, and never the old one again
 * under its old token. Checked from the answer on: the new token is greater, belongs to a life of
 * the target if to anybody, and the old one never works again; an answer that tells nothing binds
 * too, for the owner has given up before it asked. Two at once are the matter of L2.
 */
final class Transfers {

  private record Passed(String name, long old, long next, NodeId target) {}

  private final World world;
  private final Ownerships ownerships;
  private final List<Passed> passed = new ArrayList<>();

  /** Old tokens whose transfer ended in whatever way but by a refusal. */
  private final List<Ownership> givenUp = new ArrayList<>();

  Transfers(World world, Ownerships ownerships) {
    this.world = world;
    this.ownerships = ownerships;
  }

  void answered(String name, long token, NodeId target, TransferResult result) {
    switch (result) {
      case TransferResult.Transferred(var next) -> {
        world
            .verdict()
            .check(next.value() > token, "L6", name + "@" + token + " was passed on as " + next);
        passed.add(new Passed(name, token, next.value(), target));
        gaveUp(name, token);
      }
      case TransferResult.NotHeld() -> gaveUp(name, token);
      case TransferResult.TargetUnavailable(var reason) -> {}
    }
  }

  /** Nobody knows whether it was passed on. */
  void gaveUp(String name, long token) {
    ownerships.of(name, token).ifPresent(givenUp::add);
    sample();
  }

  void sample() {
    for (Ownership old : givenUp) {
      world.verdict().check(!old.isValid(), "L6", old + " was given away, but may act");
    }
  }

  void judge() {
    sample();
    for (Passed one : passed) {
      ownerships
          .of(one.name(), one.next())
          .ifPresent(
              known ->
                  world
                      .verdict()
                      .check(
                          known.owner().node().equals(one.target()),
                          "L6",
                          known + " was given to " + one.target()));
    }
  }
}
