// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.fault;

import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * The setting that says who votes changes: one, three or five, others in place of some. Nodes read
 * it when they start, so they are restarted one after the other, some by other faults and some
 * late. Only one rule of operators is kept: somebody who votes already is in every new setting, for
 * nodes without any memory that know each other only would rightly begin a group of their own.
 */
final class VoterChanges {

  private static final int[] SIZES = {1, 3, 3, 5};

  private final World world;
  private final Tally tally;

  VoterChanges(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
  }

  /** Perhaps another setting, perhaps a restart of somebody who then reads it. */
  void act() {
    if (!world.votersChange() || !world.chance(4)) {
      return;
    }
    if (world.chance(35)) {
      change();
    }
    restartOne();
  }

  private void change() {
    List<String> voting = world.awake().stream().map(Site::name).filter(this::votes).toList();
    if (voting.isEmpty()) {
      return;
    }
    List<String> before = world.voters();
    List<String> chosen = new ArrayList<>(List.of(world.pick(voting)));
    List<String> others = new ArrayList<>(world.cluster().names());
    others.removeAll(chosen);
    int size = SIZES[world.random().nextInt(SIZES.length)];
    while (chosen.size() < size && !others.isEmpty()) {
      chosen.add(others.remove(world.random().nextInt(others.size())));
    }
    List<String> names = chosen.stream().sorted().toList();
    if (names.size() % 2 == 1 && !names.equals(before)) {
      tally.count("voters-" + kind(before, names));
      world.voters(names);
    }
  }

  private static String kind(List<String> before, List<String> after) {
    int more = Integer.compare(after.size(), before.size());
    return more == 0 ? "replaced" : more > 0 ? "more" : "fewer";
  }

  /** It knows the group, and will not forget it. */
  private boolean votes(String name) {
    ConsensusDiagnostics here =
        world.cluster().runtime(name).diagnostics().consensus().orElseThrow();
    return (here.role() == Role.LEADER || here.role() == Role.FOLLOWER)
        && here.leader().isPresent();
  }

  private void restartOne() {
    List<String> running = world.cluster().running();
    if (running.size() > 1) {
      String name = world.pick(running);
      tally.count("restart");
      world.crash(name, false);
      world.start(name);
    }
  }
}
