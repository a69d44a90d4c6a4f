// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * L2: two holders of a name are never valid at the same moment of true time while clock rates stay
 * within their bound. Checked at every beginning of an ownership and after every step; paused
 * holders count. Not checked: overlaps that begin and end between two steps without a beginning.
 */
final class OneHolder {

  private final World world;

  OneHolder(World world) {
    this.world = world;
  }

  void check() {
    check("renewed", Site::renewed);
    check("manual", Site::manual);
  }

  private void check(String collection, Function<Site, LeaseCollection<String>> leases) {
    for (String key : Leases.keys()) {
      List<String> holders = new ArrayList<>();
      for (Site site : world.sites()) {
        leases
            .apply(site)
            .held(key)
            .flatMap(Lease::token)
            .ifPresent(token -> holders.add(site.member() + "@" + token));
      }
      world
          .verdict()
          .check(holders.size() <= 1, "L2", collection + "/" + key + " is held by " + holders);
    }
  }
}
