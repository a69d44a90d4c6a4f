// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.cluster.Member;
import io.dsm.lease.FencingToken;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.util.HashMap;
import java.util.Map;

/**
 * L1: tokens of a name strictly increase in the order of grants, for ever. Checked: a token belongs
 * to one life only, and an answer carries a token above all that had been given when it was asked
 * for. Not checked: the order of grants that overlap in time.
 */
final class TokensIncrease {

  private final World world;
  private final Map<String, Member> owners = new HashMap<>();
  private final Map<String, Long> newest = new HashMap<>();

  TokensIncrease(World world) {
    this.world = world;
  }

  long newest(String name) {
    return newest.getOrDefault(name, 0L);
  }

  boolean isOf(Member life, String name, FencingToken token) {
    return life.equals(owners.get(name + "@" + token));
  }

  void begun(Site site, String name, FencingToken token) {
    Member owner = owners.putIfAbsent(name + "@" + token, site.member());
    newest.merge(name, token.value(), Math::max);
    world
        .verdict()
        .check(
            owner == null || owner.equals(site.member()),
            "L1",
            name + " token " + token + " was given to " + owner + " and to " + site.member());
  }

  void granted(LeaseWatch.Asked asked, FencingToken token) {
    boolean renewedOwn = isOf(asked.member(), asked.name(), token);
    boolean rises = token.value() > asked.newest();
    world
        .verdict()
        .check(
            rises || (renewedOwn && token.value() == asked.newest()),
            "L1",
            asked.member()
                + " asked for "
                + asked.name()
                + " when token "
                + asked.newest()
                + " had been given, and got "
                + token);
    begun(asked.site(), asked.name(), token);
  }
}
