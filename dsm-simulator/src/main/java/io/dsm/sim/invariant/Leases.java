// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.lease.FencingToken;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hands what is seen of leases to the invariants about them. */
public final class Leases implements LeaseWatch {

  private final World world;
  private final TokensIncrease tokens;
  private final MajorityNeeded majority;
  private final OneHolder holder;
  private final OneEndPerBeginning ends;

  private final Map<String, Asked> pending = new HashMap<>();

  public Leases(World world) {
    this.world = world;
    this.tokens = new TokensIncrease(world);
    this.majority = new MajorityNeeded(world);
    this.holder = new OneHolder(world);
    this.ends = new OneEndPerBeginning(world.verdict());
    world.whenOpened(this::listen);
  }

  private void listen(Site site) {
    for (String collection : List.of("renewed", "manual")) {
      var leases = collection.equals("manual") ? site.manual() : site.renewed();
      var _ =
          leases.listen(
              event -> {
                String line = ends.saw(site, collection, event);
                world.note(line);
                if (event instanceof io.dsm.lease.LeaseEvent.Acquired<String>(var lease)) {
                  String name = collection + "/" + lease.key();
                  lease.token().ifPresent(token -> tokens.begun(site, name, token));
                  holder.check();
                }
              });
    }
  }

  /** To be called after every change of the world and every step of time. */
  public void sample() {
    majority.sample();
    holder.check();
  }

  /** To be called when all is quiet. */
  public void judge() {
    ends.judge(world.sites());
  }

  @Override
  public Asked asked(Site site, String name) {
    return pending.computeIfAbsent(
        site.member() + name, it -> new Asked(site, name, world.nowMillis(), tokens.newest(name)));
  }

  @Override
  public void answered(Asked asked) {
    pending.remove(asked.member() + asked.name(), asked);
  }

  @Override
  public void granted(Asked asked, FencingToken token) {
    boolean known = tokens.isOf(asked.member(), asked.name(), token);
    tokens.granted(asked, token);
    holder.check();
    if (!known) {
      majority.check(asked);
    }
  }

  @Override
  public void renewed(Asked asked) {
    majority.check(asked);
    holder.check();
  }

  /** All names of leases. */
  static List<String> keys() {
    return Specs.LEASE_KEYS;
  }
}
