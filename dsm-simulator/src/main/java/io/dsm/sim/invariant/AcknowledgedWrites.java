// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.cluster.Member;
import io.dsm.register.WriteOptions.Acknowledgement;
import io.dsm.sim.world.World;
import java.util.List;

/**
 * A1: when a write is acknowledged, as many members of the view it was made in have it as was asked
 * for. Lives that have ended meanwhile count with what they knew.
 */
public final class AcknowledgedWrites {

  private final World world;

  public AcknowledgedWrites(World world) {
    this.world = world;
  }

  /**
   * An acknowledgement has come.
   *
   * @param view members that the writer saw when it wrote
   */
  public void acknowledged(Acknowledgement level, Member writer, long number, List<Member> view) {
    long holders =
        view.stream().filter(member -> world.knownTo(member).of(writer) >= number).count();
    long needed =
        switch (level) {
          case LOCAL -> 1;
          case MAJORITY -> view.size() / 2 + 1;
          case ALL -> view.size();
        };
    world
        .verdict()
        .check(
            holders >= needed,
            "A1",
            level
                + " acknowledged write "
                + number
                + " of "
                + writer
                + ", which "
                + holders
                + " of "
                + view
                + " have");
  }
}
