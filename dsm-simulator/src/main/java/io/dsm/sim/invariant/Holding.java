// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.lease.FencingToken;
import io.dsm.lock.LockHold;
import io.dsm.sim.world.Site;

/** One hold of a lock, as the caller that got it sees it. */
public final class Holding {

  private final LeaseWatch.Asked asked;
  private final LockHold hold;
  private final FencingToken token;
  private boolean released;
  private int losses;

  Holding(LeaseWatch.Asked asked, LockHold hold, FencingToken token) {
    this.asked = asked;
    this.hold = hold;
    this.token = token;
  }

  public Site site() {
    return asked.site();
  }

  /** Of the lock, with a prefix that no lease has. */
  public String name() {
    return asked.name();
  }

  public LockHold hold() {
    return hold;
  }

  public FencingToken token() {
    return token;
  }

  LeaseWatch.Asked asked() {
    return asked;
  }

  /** Its caller has neither given it up nor been told that it is lost. */
  boolean isOpen() {
    return !released && losses == 0;
  }

  boolean isReleased() {
    return released;
  }

  void release() {
    released = true;
  }

  int lose() {
    return ++losses;
  }

  @Override
  public String toString() {
    return name() + "@" + token + " of " + asked.member();
  }
}
