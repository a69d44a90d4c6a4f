// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.DsmException;
import io.dsm.sim.invariant.LeaseWatch;
import io.dsm.sim.invariant.LockWatch;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.util.List;

/** Random operations at random nodes. */
public final class Workload {

  private static final int LOCK_PERCENT = 20;

  private final World world;
  private final RegisterWork registers;
  private final CrdtWork crdts;
  private final LeaseWork leases;
  private final LockWork locks;
  private final RefWork refs;
  private final DurableWork durable;
  private int count;

  public Workload(World world, LeaseWatch watch, LockWatch lockWatch) {
    this.world = world;
    Marks marks = new Marks(world);
    this.registers = new RegisterWork(world, marks);
    this.crdts = new CrdtWork(world, marks);
    this.leases = new LeaseWork(world, watch);
    this.locks = new LockWork(world, lockWatch);
    this.refs = new RefWork(world);
    this.durable = new DurableWork(world, marks);
    world.whenOpened(marks::opened);
    world.whenOpened(durable::opened);
  }

  /** How many operations there were. */
  public int count() {
    return count;
  }

  /** One operation, if any process runs. */
  public void act() {
    List<Site> awake = world.awake();
    if (awake.isEmpty()) {
      return;
    }
    Site site = world.pick(awake);
    count++;
    try {
      switch (world.random().nextInt(13)) {
        case 0, 1, 2, 3 -> registers.act(site);
        case 4, 5, 6 -> crdts.act(site);
        case 7, 8 -> refs.act(site);
        case 9 -> durable.act(site);
        default -> leases.act(site);
      }
    } catch (DsmException.Unavailable refused) {
      world.note(site.name() + " refused: not running");
    }
  }

  /** Perhaps something about a lock, beside the rest. */
  public void lock() {
    List<Site> awake = world.awake();
    if (!awake.isEmpty() && world.chance(LOCK_PERCENT)) {
      count++;
      locks.act(world.pick(awake));
    }
  }
}
