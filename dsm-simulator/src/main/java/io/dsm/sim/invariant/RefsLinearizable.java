// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.ref.RefEntry;
import io.dsm.sim.linear.Call;
import io.dsm.sim.linear.Linearizability;
import io.dsm.sim.linear.RefModel;
import io.dsm.sim.oracle.RefHistory;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * S1: all calls to a reference stand in one order that respects real time; unknown outcomes may
 * take effect later or never. Ends with a read at every node, which must be answered now that all
 * is quiet.
 */
public final class RefsLinearizable implements Invariant {

  @Override
  public void judge(World world) {
    for (String name : Specs.REF_NAMES) {
      world.awake().forEach(site -> read(world, site, name));
    }
    world.refs().histories().forEach((name, history) -> judge(world, name, history));
  }

  private static void read(World world, Site site, String name) {
    RefHistory.Open call =
        world.refs().began(name, world.cluster().now().toNanos(), new RefModel.Operation.Read());
    try {
      RefEntry<String> entry = world.cluster().await(site.ref(name).async().entry());
      call.answered(world.cluster().now().toNanos(), new RefModel.Result.Entry(entry));
    } catch (CompletionException unanswered) {
      world
          .verdict()
          .violated("S1", site.name() + " cannot read " + name + ": " + unanswered.getCause());
    }
  }

  private static void judge(
      World world, String name, List<Call<RefModel.Operation, RefModel.Result>> history) {
    switch (Linearizability.judge(new RefModel(), history)) {
      case LINEARIZABLE -> {}
      case VIOLATED ->
          world
              .verdict()
              .violated(
                  "S1", name + " has no order that explains its " + history.size() + " calls");
      case UNDECIDED -> world.note(name + " has too many open calls to be judged");
    }
  }
}
